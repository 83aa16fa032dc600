import type {Actor} from './step.js';

/** What a refusal means for the caller, whatever transport and client brought it. */
export type CloudFailureKind =
  | 'not-found'
  | 'exists'
  | 'permission'
  | 'service-disabled'
  | 'quota'
  | 'stockout'
  | 'busy'
  | 'conflict'
  | 'invalid'
  | 'unauthenticated'
  | 'unavailable'
  | 'unknown';

/** A refused or failed call to Google Cloud or Kubernetes. Ports throw nothing else for a remote refusal. */
export class CloudFailure extends Error {
  readonly kind: CloudFailureKind;
  /** HTTP status, where there was an answer. */
  readonly status: number | undefined;
  /** What was asked, such as `clusters.create`. */
  readonly action: string;
  /** Whether no connection came to be, so that the other side never heard of it. */
  readonly isUnreached: boolean;
  /** The permission that was missing, where the refusal names it. */
  readonly permission: string | undefined;
  /** The API that was not enabled, where the refusal says so. */
  readonly service: string | undefined;
  /** Whose credentials were refused, where they are not those of the port's own actor. */
  readonly actor: Actor | undefined;

  constructor(
    kind: CloudFailureKind,
    message: string,
    details: {
      readonly action: string;
      readonly status?: number | undefined;
      readonly isUnreached?: boolean;
      readonly permission?: string | undefined;
      readonly service?: string | undefined;
      readonly actor?: Actor | undefined;
      readonly cause?: unknown;
    },
  ) {
    super(message, {cause: details.cause});
    this.name = 'CloudFailure';
    this.kind = kind;
    this.status = details.status;
    this.action = details.action;
    this.isUnreached = details.isUnreached ?? false;
    this.permission = details.permission;
    this.service = details.service;
    this.actor = details.actor;
  }
}
