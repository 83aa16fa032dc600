import type {PermissionNeed} from '../../model/step.js';

/** What is done with the objects of a release. */
export type KindAction = 'get' | 'list' | 'create' | 'update' | 'delete';

/** Resources whose names are not their kinds' with a small first letter and an s. */
const oddResources: Readonly<Record<string, string>> = {
  Endpoints: 'endpoints',
  CSIDriver: 'csiDrivers',
  CSINode: 'csiNodes',
  APIService: 'apiServices',
};

/** Resources as IAM spells them: `NetworkPolicy` is `networkPolicies`. */
function formatResource(kind: string): string {
  const odd = oddResources[kind];
  if (odd !== undefined) return odd;
  const name = `${kind.charAt(0).toLowerCase()}${kind.slice(1)}`;
  if (/[^aeiou]y$/.test(name)) return `${name.slice(0, -1)}ies`;
  return /(s|x|ch|sh)$/.test(name) ? `${name}es` : `${name}s`;
}

/** Groups outside of Kubernetes' own are one resource to IAM, whatever their kinds. */
const isBuiltIn = (group: string) => group === '' || !group.includes('.') || group.endsWith('.k8s.io');

/** Giving away rights that one does not hold oneself is asked for apart. https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping */
function selectEscalations(kind: string): readonly string[] {
  switch (kind) {
    case 'ClusterRole':
      return ['clusterRoles.escalate'];
    case 'Role':
      return ['roles.escalate'];
    case 'ClusterRoleBinding':
      return ['clusterRoles.bind'];
    case 'RoleBinding':
      // A RoleBinding may give a ClusterRole's rules to a namespace as well as a Role's.
      return ['clusterRoles.bind', 'roles.bind'];
    default:
      return [];
  }
}

/**
 * The permissions of IAM that let somebody do `actions` to objects of these kinds (`Service`, `apps/Deployment`).
 * https://cloud.google.com/kubernetes-engine/docs/how-to/iam#custom
 */
export function selectKindPermissions(
  kinds: readonly string[],
  actions: readonly KindAction[],
): readonly PermissionNeed[] {
  const names = kinds.flatMap((name) => {
    const [group, kind] = name.includes('/') ? name.split('/') : ['', name];
    const resource = isBuiltIn(group ?? '') ? formatResource(kind ?? '') : 'thirdPartyObjects';
    const escalations = actions.includes('create') ? selectEscalations(kind ?? '') : [];
    return [...actions.map((action) => `${resource}.${action}`), ...escalations];
  });
  return [...new Set(names)].sort().map((name) => ({permission: `container.${name}`, on: 'project'}));
}
