import type {Open} from '../object/kube-object.js';
import type {ApiUser} from '../server/api-types.js';
import type {ObjectStore} from '../store/object-store.js';

/** A rule of a role. */
export interface PolicyRule {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}

/** What somebody wants to do, as authorisation sees it. */
export interface AccessAttributes {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
  /** Set instead of the above for paths that are no resources. */
  readonly path?: string;
}

const rbacGroup = 'rbac.authorization.k8s.io';

function isSubject(subject: Open, user: ApiUser, namespace: string): boolean {
  switch (subject.kind) {
    case 'User':
      return subject.name === user.username;
    case 'Group':
      return user.groups.includes(subject.name);
    case 'ServiceAccount':
      return user.username === `system:serviceaccount:${subject.namespace ?? namespace}:${subject.name}`;
    default:
      return false;
  }
}

/** The rules that a role reference stands for; none where the role is missing. */
export function selectRoleRules(store: ObjectStore, roleRef: Open, namespace: string): readonly PolicyRule[] {
  const role =
    roleRef.kind === 'ClusterRole'
      ? store.get(`clusterroles.${rbacGroup}`, '', roleRef.name)
      : store.get(`roles.${rbacGroup}`, namespace, roleRef.name);
  if (!role) return [];
  return selectClusterRoleRules(store, role);
}

/** A cluster role's own rules and those it aggregates. https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles */
function selectClusterRoleRules(store: ObjectStore, role: Open): readonly PolicyRule[] {
  const selectors: readonly Open[] = role.aggregationRule?.clusterRoleSelectors ?? [];
  if (selectors.length === 0) return role.rules ?? [];
  const aggregated = store
    .list(`clusterroles.${rbacGroup}`)
    .filter(
      ({metadata}) =>
        metadata.name !== role.metadata.name &&
        selectors.some(({matchLabels = {}}) =>
          Object.entries(matchLabels).every(([key, value]) => metadata.labels?.[key] === value),
        ),
    );
  return aggregated.flatMap((other) => selectClusterRoleRules(store, other));
}

/** All rules that hold for a user, cluster-wide and in one namespace. */
export function selectUserRules(store: ObjectStore, user: ApiUser, namespace: string): readonly PolicyRule[] {
  const clusterWide = store
    .list(`clusterrolebindings.${rbacGroup}`)
    .filter(({subjects = []}) => subjects.some((subject: Open) => isSubject(subject, user, '')));
  const local =
    namespace === ''
      ? []
      : store
          .list(`rolebindings.${rbacGroup}`, namespace)
          .filter(({subjects = []}) => subjects.some((subject: Open) => isSubject(subject, user, namespace)));
  return [...clusterWide, ...local].flatMap(({roleRef}) => selectRoleRules(store, roleRef, namespace));
}

const holds = (list: readonly string[] | undefined, value: string) =>
  list?.some((item) => item === '*' || item === value) ?? false;

function isResourceCovered(resources: readonly string[] | undefined, resource: string, subresource: string): boolean {
  const full = subresource === '' ? resource : `${resource}/${subresource}`;
  return (
    resources?.some((item) => item === '*' || item === full || (subresource !== '' && item === `*/${subresource}`)) ??
    false
  );
}

function isPathCovered(urls: readonly string[] | undefined, path: string): boolean {
  return (
    urls?.some((url) => url === '*' || url === path || (url.endsWith('*') && path.startsWith(url.slice(0, -1)))) ??
    false
  );
}

/** Whether one rule allows what is asked. */
export function isAllowedByRule(rule: PolicyRule, access: AccessAttributes): boolean {
  if (!holds(rule.verbs, access.verb)) return false;
  if (access.path !== undefined) return isPathCovered(rule.nonResourceURLs, access.path);
  if (!holds(rule.apiGroups, access.group) || !isResourceCovered(rule.resources, access.resource, access.subresource))
    return false;
  return !rule.resourceNames?.length || rule.resourceNames.includes(access.name);
}

/** Whether `rules` cover everything that `wanted` would allow: nobody may grant more than they have. */
export function coversRule(rules: readonly PolicyRule[], wanted: PolicyRule): boolean {
  if (wanted.nonResourceURLs?.length)
    return wanted.verbs.every((verb) =>
      wanted.nonResourceURLs!.every((url) =>
        rules.some((rule) => holds(rule.verbs, verb) && isPathCovered(rule.nonResourceURLs, url)),
      ),
    );
  const names = wanted.resourceNames?.length ? wanted.resourceNames : [undefined];
  return wanted.verbs.every((verb) =>
    (wanted.apiGroups ?? []).every((group) =>
      (wanted.resources ?? []).every((resource) =>
        names.every((name) =>
          rules.some(
            (rule) =>
              holds(rule.verbs, verb) &&
              holds(rule.apiGroups, group) &&
              isResourceCovered(rule.resources, ...(resource.split('/').concat('').slice(0, 2) as [string, string])) &&
              (!rule.resourceNames?.length || (name !== undefined && rule.resourceNames.includes(name))),
          ),
        ),
      ),
    ),
  );
}
