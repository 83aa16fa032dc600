import {forbidden} from '../http/status-error.js';
import type {KubeObject, Open} from '../object/kube-object.js';
import {parseQuantity} from '../object/quantity.js';
import {selectQosClass} from '../strategy/qos-class.js';
import type {AdmissionPlugin} from './admission-plugin.js';
import {formatAmount, measureNamespace, measureObject} from './quota-usage.js';

/** Whether a quota with scopes is about an object; scopes speak of pods only. https://kubernetes.io/docs/concepts/policy/resource-quotas/#quota-scopes */
function isInScope(quota: KubeObject, isPod: boolean, object: KubeObject): boolean {
  const scopes: readonly string[] = [
    ...(quota.spec?.scopes ?? []),
    ...(quota.spec?.scopeSelector?.matchExpressions ?? []).map(({scopeName}: Open) => scopeName),
  ];
  if (scopes.length === 0) return true;
  if (!isPod) return false;
  return scopes.every((scope) => {
    const isBestEffort = selectQosClass(object.spec) === 'BestEffort';
    const isTerminating = object.spec.activeDeadlineSeconds !== undefined;
    if (scope === 'BestEffort') return isBestEffort;
    if (scope === 'NotBestEffort') return !isBestEffort;
    if (scope === 'Terminating') return isTerminating;
    if (scope === 'NotTerminating') return !isTerminating;
    if (scope !== 'PriorityClass') return false;
    const expression = quota.spec.scopeSelector?.matchExpressions?.find(({scopeName}: Open) => scopeName === scope);
    const name = object.spec.priorityClassName;
    if (expression?.operator === 'In') return expression.values?.includes(name) ?? false;
    return expression?.operator === 'DoesNotExist' ? !name : Boolean(name);
  });
}

const computed = /^(requests\.|limits\.)?(cpu|memory)$/;

/** Quotas on cpu and memory oblige every container to say what it wants. */
function findUnspecified(quota: KubeObject, pod: KubeObject): string | undefined {
  const missing = Object.keys(quota.spec.hard ?? {})
    .filter((name) => computed.test(name))
    .sort()
    .flatMap((name) => {
      const kind = name.startsWith('limits.') ? 'limits' : 'requests';
      const plain = name.replace(/^(requests|limits)\./, '');
      const silent = (pod.spec.containers as readonly Open[])
        .filter(({resources}) => resources?.[kind]?.[plain] === undefined)
        .map((container) => container.name);
      return silent.length === 0 ? [] : [`${name} for: ${silent.join(',')}`];
    });
  return missing.length === 0 ? undefined : missing.join('; ');
}

/** Keeps a namespace within its quotas. */
export const resourceQuota: AdmissionPlugin = {
  validate({store}, {operation, resource, subresource, namespace, object, oldObject}) {
    if (!resource.isNamespaced || subresource !== '' || !object || (operation !== 'CREATE' && operation !== 'UPDATE'))
      return;
    const quotas = store.list('resourcequotas', namespace);
    if (quotas.length === 0) return;
    const isPod = resource.collection === 'pods';
    if (isPod && operation === 'UPDATE') return;
    const wanted = measureObject(resource, object);
    const before = oldObject && operation === 'UPDATE' ? measureObject(resource, oldObject) : {};
    for (const quota of quotas) {
      if (!isInScope(quota, isPod, object)) continue;
      const hard: Record<string, string> = quota.spec?.hard ?? {};
      const unspecified = isPod ? findUnspecified(quota, object) : undefined;
      if (unspecified)
        throw forbidden(
          resource,
          object.metadata.name,
          `failed quota: ${quota.metadata.name}: must specify ${unspecified}`,
        );
      const names = Object.keys(hard)
        .filter((name) => (wanted[name] ?? 0n) > (before[name] ?? 0n))
        .sort();
      const used = measureNamespace(store, resource, namespace, names);
      const exceeded = names.filter(
        (name) => used[name]! + wanted[name]! - (before[name] ?? 0n) > (parseQuantity(hard[name]!) ?? 0n),
      );
      if (exceeded.length === 0) continue;
      const list = (amounts: (name: string) => string) => exceeded.map((name) => `${name}=${amounts(name)}`).join(',');
      throw forbidden(
        resource,
        object.metadata.name,
        `exceeded quota: ${quota.metadata.name}, requested: ${list((name) => formatAmount(name, wanted[name]! - (before[name] ?? 0n)))}, used: ${list((name) => formatAmount(name, used[name]!))}, limited: ${list((name) => hard[name]!)}`,
      );
    }
  },
};
