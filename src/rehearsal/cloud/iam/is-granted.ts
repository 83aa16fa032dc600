import type {CloudState, PolicyState} from '../cloud-state.js';
import {findPredefinedRole} from './predefined-roles.js';

/** The policies that decide on `resource`: its own and those of what contains it. */
function listDecidingResources(state: CloudState, resource: string): string[] {
  const chain = [resource];
  const project = /^projects\/([^/]+)/.exec(resource)?.[1];
  if (project) {
    if (resource !== `projects/${project}`) chain.push(`projects/${project}`);
    let parent = state.projects[project]?.parent;
    while (parent) {
      chain.push(`${parent.type}s/${parent.id}`);
      const above: string | undefined = parent.type === 'folder' ? state.folders[parent.id]?.parent : undefined;
      const [type, id] = above?.split('/') ?? [];
      parent = type && id ? {type: type === 'folders' ? 'folder' : 'organization', id} : undefined;
    }
    return chain;
  }
  const folder = /^folders\/([^/]+)$/.exec(resource)?.[1];
  if (folder) {
    const parent = state.folders[folder]?.parent;
    return parent ? [resource, ...listDecidingResources(state, parent)] : chain;
  }
  const bucket = /^b\/([^/]+)$/.exec(resource)?.[1];
  const owner = bucket ? state.buckets[bucket]?.projectId : undefined;
  return owner ? [resource, ...listDecidingResources(state, `projects/${owner}`)] : chain;
}

/** Members that stand for everybody who holds a basic role on a project. */
const basicRoles: Readonly<Record<string, string>> = {
  projectOwner: 'roles/owner',
  projectEditor: 'roles/editor',
  projectViewer: 'roles/viewer',
};

function isMember(state: CloudState, member: string, email: string): boolean {
  if (member === 'allUsers' || member === 'allAuthenticatedUsers') return true;
  const [kind, name] = member.split(/:(.*)/s);
  const basicRole = basicRoles[kind ?? ''];
  if (basicRole) {
    const grants = Object.keys(state.policies[`projects/${name}`]?.grants ?? {});
    return grants.some(
      (grant) => grant === `${basicRole}|user:${email}` || grant === `${basicRole}|serviceAccount:${email}`,
    );
  }
  if (kind === 'user') return name === email && !state.serviceAccounts[email];
  return kind === 'serviceAccount' && name === email;
}

function holdsPermission(state: CloudState, role: string, permission: string): boolean {
  const predefined = findPredefinedRole(role);
  if (predefined) return predefined.permissions.has(permission);
  const custom = state.customRoles[role];
  return Boolean(
    custom && !custom.deleted && custom.stage !== 'DISABLED' && custom.includedPermissions?.includes(permission),
  );
}

function isGrantedBy(
  state: CloudState,
  policy: PolicyState,
  email: string,
  permission: string,
  nowMs: number,
): boolean {
  return Object.entries(policy.grants).some(([grant, {fromMs, untilMs}]) => {
    if (fromMs > nowMs || (untilMs !== undefined && untilMs <= nowMs)) return false;
    const [role = '', member = ''] = grant.split('|');
    return isMember(state, member, email) && holdsPermission(state, role, permission);
  });
}

/** Whether IAM grants `permission` on `resource` to `email` at that moment, propagation considered. */
export function isGranted(
  state: CloudState,
  email: string,
  permission: string,
  resource: string,
  nowMs: number,
): boolean {
  return listDecidingResources(state, resource).some((name) => {
    const policy = state.policies[name];
    return policy !== undefined && isGrantedBy(state, policy, email, permission, nowMs);
  });
}
