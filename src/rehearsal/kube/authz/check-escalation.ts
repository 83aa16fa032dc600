import {forbidden} from '../http/status-error.js';
import type {KubeObject, Open} from '../object/kube-object.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';
import type {ApiContext} from '../server/api-context.js';
import type {ApiUser} from '../server/api-types.js';
import {coversRule, type PolicyRule, selectRoleRules} from './rbac-rules.js';

const list = (name: string, values: readonly string[] | undefined) =>
  values?.length ? [`${name}:[${values.map((value) => JSON.stringify(value)).join(' ')}]`] : [];

/** A rule as kube-apiserver names it in its refusal. */
const formatRule = (rule: PolicyRule) =>
  `{${[...list('APIGroups', rule.apiGroups), ...list('Resources', rule.resources), ...list('ResourceNames', rule.resourceNames), ...list('NonResourceURLs', rule.nonResourceURLs), ...list('Verbs', rule.verbs)].join(', ')}}`;

const roleKinds = ['roles', 'clusterroles'];
const bindingKinds = ['rolebindings', 'clusterrolebindings'];

function isGranted(
  context: ApiContext,
  user: ApiUser,
  verb: string,
  resource: string,
  namespace: string,
  name: string,
): boolean {
  return context.authorizer.isAllowed(user, {
    verb,
    group: 'rbac.authorization.k8s.io',
    resource,
    subresource: '',
    namespace,
    name,
  });
}

function refuseMissing(
  context: ApiContext,
  user: ApiUser,
  resource: ResourceDefinition,
  name: string,
  namespace: string,
  rules: readonly PolicyRule[],
): void {
  const held = context.authorizer.selectRules(user, namespace);
  const missing = rules.filter((rule) => !coversRule(held, rule));
  if (missing.length === 0) return;
  const groups = `groups=[${user.groups.map((group) => JSON.stringify(group)).join(' ')}]`;
  throw forbidden(
    resource,
    name,
    `user "${user.username}" (${groups}) is attempting to grant RBAC permissions not currently held:\n${missing.map(formatRule).join('\n')}`,
  );
}

/**
 * Nobody may write a role, or bind one, that allows more than they are allowed themselves, unless they hold the
 * verbs `escalate` or `bind`. https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping
 */
export function checkEscalation(
  context: ApiContext,
  user: ApiUser,
  resource: ResourceDefinition,
  object: KubeObject,
  current: KubeObject | undefined,
): void {
  if (resource.group !== 'rbac.authorization.k8s.io' || context.authorizer.isSuperuser(user)) return;
  const namespace = object.metadata.namespace ?? '';
  const {name} = object.metadata;
  if (roleKinds.includes(resource.plural)) {
    if (isGranted(context, user, 'escalate', resource.plural, namespace, name)) return;
    const before = new Set((current?.rules ?? []).map((rule: Open) => JSON.stringify(rule)));
    refuseMissing(
      context,
      user,
      resource,
      name,
      namespace,
      (object.rules ?? []).filter((rule: Open) => !before.has(JSON.stringify(rule))),
    );
  }
  if (bindingKinds.includes(resource.plural)) {
    const {roleRef} = object;
    if (
      isGranted(
        context,
        user,
        'bind',
        roleRef.kind === 'ClusterRole' ? 'clusterroles' : 'roles',
        namespace,
        roleRef.name,
      )
    )
      return;
    refuseMissing(context, user, resource, name, namespace, selectRoleRules(context.store, roleRef, namespace));
  }
}
