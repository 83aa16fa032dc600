import type {Try} from '../../model/diagnostic.js';
import type {PermissionScope} from '../../model/ports/policies.js';
import {coverPermissions} from './cover-permissions.js';

/** How a scope reads in a sentence. */
export function formatScope({kind, id}: PermissionScope): string {
  return `${kind.replace('Account', ' account')} ${id}`;
}

/** A member of a policy, as `user:` or `serviceAccount:` with the address. */
export function formatMember(email: string): string {
  return `${email.endsWith('gserviceaccount.com') ? 'serviceAccount' : 'user'}:${email}`;
}

/** Who may change the policy of a resource of that kind. */
function selectAuthority(scope: PermissionScope): string {
  switch (scope.kind) {
    case 'organization':
      return `An administrator of ${formatScope(scope)} (resourcemanager.organizations.setIamPolicy)`;
    case 'folder':
      return `An administrator of ${formatScope(scope)} (resourcemanager.folders.setIamPolicy)`;
    case 'billingAccount':
      return `An administrator of ${formatScope(scope)} (billing.accounts.setIamPolicy)`;
    default:
      return `An owner of ${formatScope(scope)} (resourcemanager.projects.setIamPolicy)`;
  }
}

/** Lists who holds what on the resource. */
export function selectPolicyCommand({kind, id}: PermissionScope, member?: string): string {
  const filter =
    member === undefined
      ? '--format=yaml'
      : `--flatten="bindings[].members" --filter="bindings.members:${member}" --format="value(bindings.role)"`;
  switch (kind) {
    case 'organization':
      return `gcloud organizations get-iam-policy ${id} ${filter}`;
    case 'folder':
      return `gcloud resource-manager folders get-iam-policy ${id} ${filter}`;
    case 'billingAccount':
      return `gcloud billing accounts get-iam-policy ${id} ${filter}`;
    default:
      return `gcloud projects get-iam-policy ${id} ${filter}`;
  }
}

/** Grants one role on the resource. */
export function selectGrantCommand({kind, id}: PermissionScope, member: string, role: string): string {
  const grant = `--member=${member} --role=${role}`;
  switch (kind) {
    case 'organization':
      return `gcloud organizations add-iam-policy-binding ${id} ${grant} --condition=None`;
    case 'folder':
      return `gcloud resource-manager folders add-iam-policy-binding ${id} ${grant} --condition=None`;
    case 'billingAccount':
      return `gcloud billing accounts add-iam-policy-binding ${id} ${grant}`;
    default:
      return `gcloud projects add-iam-policy-binding ${id} ${grant} --condition=None`;
  }
}

/** Custom roles live in projects and organizations. https://cloud.google.com/iam/docs/creating-custom-roles */
function selectCustomRole(scope: PermissionScope, member: string, permissions: readonly string[]): readonly Try[] {
  if (scope.kind !== 'project' && scope.kind !== 'organization') return [];
  const roleId = 'shakinstallPreflight';
  const yaml = [
    'title: Shakudo installation',
    'description: What an installation of the platform lacked.',
    'stage: GA',
    'includedPermissions:',
    ...permissions.map((permission) => `- ${permission}`),
  ].join('\n');
  const role = `${scope.kind}s/${scope.id}/roles/${roleId}`;
  return [
    {
      text: 'Or a custom role with exactly these permissions and no other:',
      command: `gcloud iam roles create ${roleId} --${scope.kind}=${scope.id} --file=/dev/stdin <<'END'\n${yaml}\nEND`,
    },
    {text: 'and its grant:', command: selectGrantCommand(scope, member, role)},
  ];
}

/** What closes a gap on one resource: who has to act, the smallest predefined roles, and a custom role instead. */
export function selectGrants(scope: PermissionScope, member: string, gap: readonly string[]): readonly Try[] {
  const {roles, uncovered} = coverPermissions(gap, scope.kind);
  return [
    ...roles.map((role) => ({
      text: `${selectAuthority(scope)} runs:`,
      command: selectGrantCommand(scope, member, role),
    })),
    ...(uncovered.length === 0
      ? []
      : [{text: `No predefined role that can be granted there holds ${uncovered.join(', ')}: ask for a custom role.`}]),
    ...selectCustomRole(scope, member, gap),
  ];
}
