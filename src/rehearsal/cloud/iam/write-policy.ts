import type {CloudContext} from '../cloud-context.js';
import type {PolicyState} from '../cloud-state.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import type {Json} from '../json.js';
import {drawBetween} from '../operations/draw-between.js';
import {drawEtag} from '../operations/draw-id.js';
import {checkBindings} from './check-bindings.js';
import {isSameEtag} from './is-same-etag.js';

function listGrants(bindings: readonly Json[]): string[] {
  return bindings.flatMap((binding) => (binding.members ?? []).map((member: string) => `${binding.role}|${member}`));
}

/** The policy of a resource, an empty one where none was ever set. */
export function readPolicy(context: CloudContext, resource: string): PolicyState {
  const known = context.state.policies[resource];
  if (known) return known;
  const empty: PolicyState = {bindings: [], etag: 'ACAB', version: 0, grants: {}};
  context.state.policies[resource] = empty;
  return empty;
}

/** A policy as `getIamPolicy` shows it: https://cloud.google.com/iam/docs/reference/rest/v1/Policy */
export function formatPolicy(policy: PolicyState): Json {
  return {
    ...(policy.version > 0 && {version: policy.version}),
    etag: policy.etag,
    ...(policy.bindings.length > 0 && {bindings: policy.bindings}),
  };
}

/**
 * Replaces the policy of `resource`. An etag that is not the current one is refused with 409; new grants
 * and withdrawals are felt after a lag (https://cloud.google.com/iam/docs/access-change-propagation).
 */
export function writePolicy(context: CloudContext, resource: string, wanted: Json | undefined): PolicyState {
  const current = readPolicy(context, resource);
  const policy = wanted ?? {};
  if (policy.etag && !isSameEtag(policy.etag, current.etag)) {
    throw new CloudRefusal(
      409,
      "There were concurrent policy changes. Please retry the whole read-modify-write with exponential backoff. The request's ETag did not match the current policy's ETag.",
      {status: 'ABORTED', reason: 'aborted'},
    );
  }
  const bindings = checkBindings(context, policy.bindings ?? []);
  const nowMs = context.clock.now();
  const wantedGrants = new Set(listGrants(bindings));
  const [from, to] = context.traits.grantLagMs;
  for (const [grant, moments] of Object.entries(current.grants)) {
    if (wantedGrants.has(grant)) continue;
    if (moments.untilMs === undefined) moments.untilMs = nowMs + drawBetween(context, from, to);
    else if (moments.untilMs <= nowMs) delete current.grants[grant];
  }
  for (const grant of wantedGrants) {
    const held = current.grants[grant];
    if (held && held.untilMs === undefined) continue;
    if (held && (held.untilMs ?? 0) > nowMs && held.fromMs <= nowMs) delete held.untilMs;
    else current.grants[grant] = {fromMs: nowMs + drawBetween(context, from, to)};
  }
  current.bindings = bindings;
  current.etag = drawEtag(context);
  current.version = 1;
  return current;
}

/** Grants at once and without lag; for the seeding of a world and for owners of what they create. */
export function seedGrant(context: CloudContext, resource: string, role: string, member: string): void {
  const policy = readPolicy(context, resource);
  const binding = policy.bindings.find((candidate) => candidate.role === role);
  if (!binding) policy.bindings.push({role, members: [member]});
  else if (!binding.members.includes(member)) binding.members.push(member);
  policy.grants[`${role}|${member}`] = {fromMs: 0};
  policy.version = 1;
  policy.etag = drawEtag(context);
}
