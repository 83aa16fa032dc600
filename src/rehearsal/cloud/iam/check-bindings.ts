import type {CloudContext} from '../cloud-context.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import type {Json} from '../json.js';
import {findPredefinedRole} from './predefined-roles.js';

/**
 * Roles of services that the rehearsal does not serve grant nothing here, yet a policy may name them; recorded
 * policies also hold names under roles/resourcemanager that no list has.
 */
const servedRole = /^roles\/(container|compute|iam|storage|dns|serviceusage|artifactregistry|billing|cloudquotas)\./;

function checkMember(context: CloudContext, member: string): void {
  if (member === 'allUsers' || member === 'allAuthenticatedUsers') return;
  const [kind, name = ''] = member.split(/:(.*)/s);
  if (kind === 'serviceAccount') {
    const account = context.state.serviceAccounts[name];
    const isOurs = /@([^.@]+)\.iam\.gserviceaccount\.com$/.exec(name)?.[1];
    const isKnown = account && account.visibleAtMs <= context.clock.now();
    // Google's own agents and accounts of projects outside the world exist as far as anybody can tell.
    if (!isKnown && isOurs && context.state.projects[isOurs]) {
      throw new CloudRefusal(400, `Service account ${name} does not exist.`);
    }
    return;
  }
  if (
    /^(user|group|domain|principal|principalSet|deleted|projectOwner|projectEditor|projectViewer)$/.test(kind ?? '') &&
    name
  )
    return;
  throw new CloudRefusal(
    400,
    `Invalid argument: 'An invalid argument was specified. Please check the fields and try again.'`,
  );
}

function isRoleKnown(context: CloudContext, role: string): boolean {
  if (findPredefinedRole(role) || context.state.customRoles[role]) return true;
  return role.startsWith('roles/') && !servedRole.test(role);
}

/** Validates the bindings of a policy and merges those of one role. Conditions are not served (501). */
export function checkBindings(context: CloudContext, bindings: readonly Json[]): Json[] {
  const merged = new Map<string, Json>();
  for (const binding of bindings) {
    if (binding.condition)
      throw new CloudRefusal(501, 'Conditional role bindings are not served by this rehearsal.', {reason: ''});
    if (!isRoleKnown(context, String(binding.role))) {
      throw new CloudRefusal(400, `Role ${binding.role} is not supported for this resource.`);
    }
    const members: string[] = binding.members ?? [];
    for (const member of members) checkMember(context, member);
    const known = merged.get(binding.role);
    const all = [...new Set([...(known?.members ?? []), ...members])];
    if (all.length > 0) merged.set(binding.role, {role: binding.role, members: all});
  }
  return [...merged.values()];
}
