/** One cause of a refusal, as `details.causes` lists them. */
export interface StatusCause {
  readonly reason: string;
  readonly message: string;
  readonly field?: string;
}

/** `details` of a Status. */
export interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly uid?: string;
  readonly causes?: readonly StatusCause[];
  readonly retryAfterSeconds?: number;
}

/** A `Status` object, the API's answer where there is no other. */
export interface Status {
  readonly kind: 'Status';
  readonly apiVersion: 'v1';
  readonly metadata: {readonly resourceVersion?: string; readonly continue?: string};
  readonly status: 'Success' | 'Failure';
  readonly message?: string;
  readonly reason?: string;
  readonly details?: StatusDetails;
  readonly code?: number;
}

/** A refusal on its way to the client; carries the Status it will see. */
export class StatusError extends Error {
  readonly code: number;
  readonly reason: string;
  readonly details: StatusDetails | undefined;
  readonly listMetadata: {readonly continue?: string};

  constructor(
    code: number,
    reason: string,
    message: string,
    details?: StatusDetails,
    listMetadata: {readonly continue?: string} = {},
  ) {
    super(message);
    this.name = 'StatusError';
    this.code = code;
    this.reason = reason;
    this.details = details;
    this.listMetadata = listMetadata;
  }

  toStatus(): Status {
    const {code, reason, message, details} = this;
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: this.listMetadata,
      status: 'Failure',
      message,
      ...(reason ? {reason} : {}),
      ...(details ? {details} : {}),
      code,
    };
  }
}

/** What an error message needs to know of a resource. */
export interface NamedResource {
  readonly group: string;
  readonly plural: string;
  readonly kind: string;
}

const qualify = (group: string, name: string) => (group === '' ? name : `${name}.${group}`);
const groupOf = (group: string) => (group === '' ? {} : {group});

export const badRequest = (message: string) => new StatusError(400, 'BadRequest', message);

export const unauthorized = () => new StatusError(401, 'Unauthorized', 'Unauthorized');

export const notFound = ({group, plural}: NamedResource, name: string) =>
  new StatusError(404, 'NotFound', `${qualify(group, plural)} "${name}" not found`, {
    name,
    ...groupOf(group),
    kind: plural,
  });

export const alreadyExists = ({group, plural}: NamedResource, name: string, isBeingDeleted = false) =>
  new StatusError(
    409,
    'AlreadyExists',
    `${isBeingDeleted ? 'object is being deleted: ' : ''}${qualify(group, plural)} "${name}" already exists`,
    {name, ...groupOf(group), kind: plural},
  );

export const conflict = ({group, plural}: NamedResource, name: string, why: string) =>
  new StatusError(409, 'Conflict', `Operation cannot be fulfilled on ${qualify(group, plural)} "${name}": ${why}`, {
    name,
    ...groupOf(group),
    kind: plural,
  });

/** A refusal by admission or authorisation; without a name the message speaks of the resource alone. */
export function forbidden(
  {group, plural}: {readonly group: string; readonly plural: string},
  name: string,
  why: string,
  causes?: readonly StatusCause[],
): StatusError {
  const subject = name === '' ? qualify(group, plural) : `${qualify(group, plural)} "${name}"`;
  return new StatusError(403, 'Forbidden', `${subject} is forbidden: ${why}`, {
    ...(name === '' ? {} : {name}),
    ...groupOf(group),
    kind: plural,
    ...(causes ? {causes} : {}),
  });
}

/** What Go says where a revision is no number; the API server passes it on as it is. */
export const unreadableRevision = (revision: string) =>
  `strconv.ParseUint: parsing ${JSON.stringify(revision)}: invalid syntax`;

export const methodNotAllowed = () =>
  new StatusError(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource', {});

/** Where a known group lacks the version or resource asked for. */
export const resourceUnknown = () =>
  new StatusError(404, 'NotFound', 'the server could not find the requested resource', {});

/** What exists in Kubernetes and is not served here; never answered with a plausible success. */
export const notServed = (what: string) =>
  new StatusError(501, 'NotImplemented', `${what} is not served by the rehearsal`);
