import {CloudFailure, type CloudFailureKind} from '../../model/cloud-failure.js';

/** The HTTP status of each gRPC code that gax 6 reports. https://cloud.google.com/apis/design/errors#handling_errors */
const statusOfGrpcCode: Readonly<Record<number, number>> = {
  3: 400,
  4: 504,
  5: 404,
  6: 409,
  7: 403,
  8: 429,
  9: 400,
  10: 409,
  11: 400,
  13: 500,
  14: 503,
  16: 401,
};

/** No connection came to be. https://nodejs.org/api/errors.html#common-system-errors */
const unreachedCodes = ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'];

/** Failures of the connection itself; the request may or may not have arrived. */
const connectionCodes = [...unreachedCodes, 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'UND_ERR_SOCKET', 'ABORT_ERR'];

interface RawFailure {
  readonly message?: string;
  readonly code?: number | string;
  readonly status?: number | string;
  readonly statusCode?: number;
  readonly httpStatusCode?: number;
  readonly reason?: string;
  readonly errors?: ReadonlyArray<{readonly reason?: string}>;
  readonly statusDetails?: ReadonlyArray<{
    readonly reason?: string;
    readonly metadata?: Readonly<Record<string, string>>;
  }>;
  readonly response?: {readonly status?: number; readonly data?: unknown};
  readonly cause?: unknown;
}

interface ErrorBody {
  readonly error?: {
    readonly code?: number;
    readonly message?: string;
    readonly errors?: ReadonlyArray<{readonly reason?: string}>;
    readonly details?: ReadonlyArray<{readonly reason?: string; readonly metadata?: Readonly<Record<string, string>>}>;
  };
}

function selectBody(raw: RawFailure): ErrorBody['error'] {
  const data = raw.response?.data;
  if (typeof data === 'object' && data !== null) return (data as ErrorBody).error;
  return undefined;
}

function selectStatus(raw: RawFailure, body: ErrorBody['error']): number | undefined {
  if (body?.code !== undefined) return body.code;
  for (const candidate of [raw.httpStatusCode, raw.response?.status, raw.statusCode, raw.code, raw.status]) {
    const value = Number(candidate);
    if (Number.isInteger(value) && value >= 100) return value;
    if (Number.isInteger(value) && value > 0) return statusOfGrpcCode[value] ?? 500;
  }
  return undefined;
}

/** Quota and one-operation-at-a-time refusals carry the status of a permission or a bad request; only the message tells. */
function selectKind(status: number | undefined, reasons: ReadonlySet<string>, message: string): CloudFailureKind {
  if (reasons.has('SERVICE_DISABLED') || reasons.has('accessNotConfigured')) return 'service-disabled';
  if (/quota|rateLimitExceeded/i.test(message) && /insufficient|exceeded|short/i.test(message)) return 'quota';
  // GKE answers 400 where iam.serviceAccounts.actAs is missing, or was granted a moment ago.
  // https://cloud.google.com/kubernetes-engine/docs/troubleshooting/service-accounts
  if (/does not have access to service account/.test(message)) return 'permission';
  if (
    /incompatible operation|currently being (created|deleted|updated|repaired|upgraded)|Operation \S+ is currently/i.test(
      message,
    )
  )
    return 'busy';
  if (/does not have enough resources|ZONE_RESOURCE_POOL_EXHAUSTED|GCE_STOCKOUT/.test(message)) return 'stockout';
  switch (status) {
    case 400:
      return 'invalid';
    case 401:
      return 'unauthenticated';
    case 403:
      return 'permission';
    case 404:
      return 'not-found';
    case 409:
      return reasons.has('alreadyExists') || /already exists|already own/i.test(message) ? 'exists' : 'conflict';
    case 412:
      return 'conflict';
    default:
      return status === 429 || (status !== undefined && status >= 500) ? 'unavailable' : 'unknown';
  }
}

/** Layers above IAM that refuse: an organization policy names its constraint, a service perimeter a number to trace it by. */
function selectLayer(message: string): string | undefined {
  const constraint = /constraints\/[a-z]\w*(?:\.\w+)+/i.exec(message)?.[0];
  if (constraint !== undefined) return constraint;
  return /vpcServiceControlsUniqueIdentifier|VPC Service Controls/i.test(message) ? 'VPC Service Controls' : undefined;
}

/** gax tells every retry of a request that never arrived; the last reason is what there is to know. */
function formatMessage(message: string): string {
  const reason = /reason: ([^\n]*?)\s+before any response was received/.exec(message)?.[1];
  // A request that failed is quoted with its address, and tokens are asked about in addresses.
  return reason === undefined ? message.replace(/(https?:\/\/[^\s?]+)\?\S*/g, '$1') : `no answer: ${reason}`;
}

/**
 * One failure type out of GaxiosError, GoogleError (gax 5 and 6), ApiError and plain socket errors.
 * Their shapes differ by package and major: see https://github.com/googleapis/gax-nodejs.
 */
export function toCloudFailure(action: string, error: unknown): CloudFailure {
  if (error instanceof CloudFailure) return error;
  const raw = (typeof error === 'object' && error !== null ? error : {message: String(error)}) as RawFailure;
  const body = selectBody(raw);
  const message = formatMessage(body?.message ?? raw.message ?? 'no message');
  const inner = raw.cause as RawFailure | undefined;
  const isAmong = (codes: readonly string[]) =>
    [raw.code, inner?.code].some((code) => typeof code === 'string' && codes.includes(code));
  if (isAmong(connectionCodes))
    return new CloudFailure('unavailable', message, {action, isUnreached: isAmong(unreachedCodes), cause: error});
  if (/invalid_grant|invalid_rapt/.test(message) || /invalid_grant/.test(JSON.stringify(raw.response?.data ?? ''))) {
    return new CloudFailure('unauthenticated', 'the credentials were refused (invalid_grant)', {
      action,
      status: 401,
      cause: error,
    });
  }
  const status = selectStatus(raw, body);
  const details = [...(body?.details ?? []), ...(raw.statusDetails ?? [])];
  const reasons = new Set(
    [
      raw.reason,
      ...(body?.errors ?? raw.errors ?? []).map((entry) => entry.reason),
      ...details.map((entry) => entry.reason),
    ].filter((reason): reason is string => reason !== undefined),
  );
  const service =
    details.find((entry) => entry.metadata?.service !== undefined)?.metadata?.service ??
    /\b([a-z]+\.googleapis\.com)\b/.exec(message)?.[1];
  const permission =
    selectLayer(message) ??
    details.find((entry) => entry.metadata?.permission !== undefined)?.metadata?.permission ??
    /["']?\b([a-z]+\.[a-zA-Z]+\.[a-zA-Z]+)\b["']?/.exec(message)?.[1];
  const kind = selectKind(status, reasons, message);
  return new CloudFailure(kind, message, {
    action,
    status,
    cause: error,
    ...(kind === 'service-disabled' ? {service} : {}),
    ...(kind === 'permission' ? {permission} : {}),
  });
}

/** Runs a client's call, translating what it throws. */
export async function callCloud<T>(action: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw toCloudFailure(action, error);
  }
}

/** Like `callCloud`, with undefined for what does not exist. */
export async function callCloudOptional<T>(action: string, call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    const failure = toCloudFailure(action, error);
    if (failure.kind === 'not-found') return undefined;
    throw failure;
  }
}
