import type {KubeObject} from '../core/kube-object.js';
import {formatBytes, formatCpu, parseQuantity} from '../core/quantity.js';
import {hasEnded} from '../workloads/pod-facts.js';

/** Sums what the pods of a namespace request of one quota entry such as `requests.cpu`. */
export function sumPodQuota(name: string, pods: readonly KubeObject[]): string {
  const live = pods.filter((pod) => !hasEnded(pod));
  if (name === 'pods' || name === 'count/pods') return String(name === 'pods' ? live.length : pods.length);
  const [side, resource] = name.startsWith('limits.')
    ? ['limits', name.slice(7)]
    : ['requests', name.replace(/^requests\./, '')];
  let total = 0;
  for (const pod of live)
    for (const container of pod.spec.containers)
      total += parseQuantity(container.resources?.[side as 'limits']?.[resource!]);
  return resource === 'cpu'
    ? formatCpu(total)
    : resource === 'memory' || resource === 'ephemeral-storage'
      ? formatBytes(total)
      : String(total);
}

/** Quota entries that count objects, by the plural of what they count. */
export const countedPlurals: Readonly<Record<string, string>> = {
  services: 'services',
  secrets: 'secrets',
  configmaps: 'configmaps',
  persistentvolumeclaims: 'persistentvolumeclaims',
  replicationcontrollers: 'replicationcontrollers',
  resourcequotas: 'resourcequotas',
};
