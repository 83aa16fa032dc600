import type {KubeObject} from '../core/kube-object.js';
import {controllerOf} from '../core/owners.js';
import {parseQuantity} from '../core/quantity.js';
import {hasEnded} from '../workloads/pod-facts.js';
import {findObstacles} from './filter-nodes.js';
import type {NodeUsage} from './node-usage.js';
import {requestsOf} from './pod-requests.js';

/** A node counts as unneeded while less than half of it is requested. https://cloud.google.com/kubernetes-engine/docs/concepts/cluster-autoscaler */
const unneededShare = 0.5;
const evictable = 'cluster-autoscaler.kubernetes.io/safe-to-evict';

/** What the autoscaler looks at when it thinks of removing a node. */
export interface ScaleDownFacts {
  readonly others: readonly KubeObject[];
  readonly residents: readonly KubeObject[];
  readonly usage: Pick<NodeUsage, 'of'>;
}

/** The pods that would have to move if a node went: all but those of DaemonSets. */
export function selectMovable(residents: readonly KubeObject[]): KubeObject[] {
  return residents.filter((pod) => !hasEnded(pod) && controllerOf(pod)?.kind !== 'DaemonSet');
}

/** Whether a node could go: little is requested of it, nothing on it is bound to stay, and all of it fits elsewhere. */
export function isUnneeded(node: KubeObject, {others, residents, usage}: ScaleDownFacts): boolean {
  const share = (name: string) => {
    const requested = residents
      .filter((pod) => !hasEnded(pod))
      .reduce((sum, pod) => sum + (requestsOf(pod)[name] ?? 0), 0);
    return requested / (parseQuantity(node.status?.allocatable?.[name]) || 1);
  };
  if (share('cpu') >= unneededShare || share('memory') >= unneededShare) return false;
  const movable = selectMovable(residents);
  return movable.every(canBeEvicted) && fitElsewhere(movable, others, usage);
}

/** Pods of the system, without a controller or with data on the node keep it, unless they say otherwise. */
function canBeEvicted(pod: KubeObject): boolean {
  const word = pod.metadata.annotations?.[evictable];
  if (word !== undefined) return word === 'true';
  const hasLocalData = (pod.spec.volumes ?? []).some(
    (volume: {emptyDir?: {medium?: string}; hostPath?: object}) =>
      volume.hostPath || (volume.emptyDir && volume.emptyDir.medium !== 'Memory'),
  );
  return pod.metadata.namespace !== 'kube-system' && controllerOf(pod) !== undefined && !hasLocalData;
}

function fitElsewhere(
  movable: readonly KubeObject[],
  others: readonly KubeObject[],
  usage: Pick<NodeUsage, 'of'>,
): boolean {
  const planned = new Map<string, Record<string, number>>();
  const usageOf = (name: string) => planned.get(name) ?? usage.of(name);
  const alone = {volumes: [], usageOf, placed: {pods: () => [], node: () => undefined}};
  return movable.every((pod) => {
    const free = {...pod, spec: {...pod.spec, nodeName: undefined}};
    const target = others.find((node) => findObstacles(free, node, alone).length === 0);
    if (!target) return false;
    const used: Record<string, number> = {...usageOf(target.metadata.name)};
    for (const [name, amount] of Object.entries(requestsOf(pod))) used[name] = (used[name] ?? 0) + amount;
    planned.set(target.metadata.name, used);
    return true;
  });
}
