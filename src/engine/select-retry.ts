import type {CloudFailure} from '../model/cloud-failure.js';
import type {Lingering} from '../model/step.js';

/** What a step that ran into a failure knows. */
export interface RetryContext {
  /** Failed attempts so far, this one included. */
  readonly attempt: number;
  /** Milliseconds since the step's first attempt. */
  readonly elapsedMs: number;
  readonly timeoutMs: number;
  /** The clock's. */
  readonly patience: number;
  /** What earlier steps of this run may still cause, if they changed something recently. */
  readonly lingering: readonly Lingering[];
}

export interface Retry {
  readonly delayMs: number;
  readonly reason: string;
}

/** How long a service that is away is asked again. */
const unavailableMs = 10 * 60_000;

/** What is known to pass is asked for as often as gcloud asks for an operation. */
const passingMs = 5000;

/** Conflicting writers are met a few times, not for ever. */
const conflictAttempts = 6;

const backoff = (attempt: number, firstMs: number, mostMs: number) => Math.min(mostMs, firstMs * 2 ** (attempt - 1));

/**
 * Whether to try again, and when. A refusal is repeated only where its cause passes by itself: an
 * outage, another operation on the cluster, or a change of this very run that Google has not spread yet.
 */
export function selectRetry(failure: CloudFailure, context: RetryContext): Retry | undefined {
  if (context.elapsedMs >= context.timeoutMs) return undefined;
  const lingering = context.lingering.find(({kinds}) => kinds.includes(failure.kind));
  if (lingering !== undefined) return {delayMs: backoff(context.attempt, 2000, passingMs), reason: lingering.reason};
  if (failure.kind === 'busy')
    return {delayMs: passingMs, reason: `waiting for another operation on the cluster: ${failure.message}`};
  // What broke off at the end of a long attempt has not been asked again yet, however late it is.
  const isFirst = context.attempt === 1;
  if (failure.kind === 'unavailable' && (isFirst || context.elapsedMs < unavailableMs * context.patience))
    return {
      delayMs: backoff(context.attempt, 2000, 30_000),
      reason: `${failure.action} did not answer: ${failure.message}`,
    };
  if (failure.kind === 'conflict' && context.attempt < conflictAttempts)
    return {delayMs: 2000, reason: `somebody else wrote at the same time: ${failure.message}`};
  return undefined;
}
