import type {CloudState} from '../cloud-state.js';
import {isGranted} from './is-granted.js';

/** A permission that a call was let through by, or refused for want of. */
export interface AccessDecision {
  readonly email: string;
  readonly permission: string;
  readonly resource: string;
  readonly isGranted: boolean;
}

/** Decides on access, and remembers each decision once for whoever looks into the world from outside. */
export interface AccessLog {
  /** Whether `email` holds `permission` on `resource` now; what merely asks, such as testIamPermissions, goes past this. */
  decide(email: string, permission: string, resource: string): boolean;
  list(): readonly AccessDecision[];
}

export function createAccessLog(state: CloudState, now: () => number): AccessLog {
  const decisions = new Map<string, AccessDecision>();
  return {
    decide(email, permission, resource) {
      const granted = isGranted(state, email, permission, resource, now());
      const key = `${email} ${permission} ${resource} ${granted}`;
      if (!decisions.has(key)) decisions.set(key, {email, permission, resource, isGranted: granted});
      return granted;
    },
    list: () => [...decisions.values()],
  };
}
