import type {Json} from '../json.js';

/** The canonical code names of https://cloud.google.com/apis/design/errors by HTTP status. */
const statusNames: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'ALREADY_EXISTS',
  412: 'FAILED_PRECONDITION',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  501: 'UNIMPLEMENTED',
  503: 'UNAVAILABLE',
};

const reasons: Readonly<Record<number, string>> = {
  400: 'badRequest',
  401: 'authError',
  403: 'forbidden',
  404: 'notFound',
  409: 'alreadyExists',
  412: 'conditionNotMet',
  429: 'rateLimitExceeded',
  500: 'backendError',
  501: 'notImplemented',
  503: 'backendError',
};

export interface RefusalTraits {
  /** Canonical name where it is not the usual one for the status; '' leaves it out, as compute does. */
  readonly status?: string;
  /** Reason of the legacy `errors` list; '' leaves the list out, as newer services do. */
  readonly reason?: string;
  readonly domain?: string;
  readonly details?: readonly Json[];
}

/** A request that the cloud refuses, with the body that Google would send. */
export class CloudRefusal extends Error {
  readonly httpStatus: number;
  readonly traits: RefusalTraits;

  constructor(httpStatus: number, message: string, traits: RefusalTraits = {}) {
    super(message);
    this.httpStatus = httpStatus;
    this.traits = traits;
  }
}

/** The envelope `{error: {code, message, errors, status, details}}` of a refusal. */
export function createRefusalBody(refusal: CloudRefusal): Json {
  const {httpStatus: code, message, traits} = refusal;
  const status = traits.status ?? statusNames[code] ?? 'UNKNOWN';
  const reason = traits.reason ?? reasons[code] ?? 'backendError';
  return {
    error: {
      code,
      message,
      ...(reason && {errors: [{message, domain: traits.domain ?? 'global', reason}]}),
      ...(status && {status}),
      ...(traits.details && {details: traits.details}),
    },
  };
}
