import type {KubeObject} from '../core/kube-object.js';
import {hasEnded} from '../workloads/pod-facts.js';
import {type FilterFacts, findObstacles} from './filter-nodes.js';
import {type ResourceAmounts, requestsOf} from './pod-requests.js';

/** A node that would take a pod if others left it. */
export interface Preemption {
  readonly node: KubeObject;
  readonly victims: readonly KubeObject[];
}

const priorityOf = (pod: KubeObject): number => pod.spec.priority ?? 0;

/**
 * The node on which the fewest and least important pods would have to go, all of them below the pod's own priority.
 * Undefined where no eviction helps. https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
 */
export function selectVictims(
  pod: KubeObject,
  nodes: readonly KubeObject[],
  podsOn: (node: string) => readonly KubeObject[],
  facts: FilterFacts,
): Preemption | undefined {
  if (pod.spec.preemptionPolicy === 'Never') return undefined;
  const options = nodes.flatMap((node) => {
    const victims = victimsOn(pod, node, podsOn(node.metadata.name), facts);
    return victims ? [{node, victims}] : [];
  });
  const highest = ({victims}: Preemption) => Math.max(...victims.map(priorityOf));
  return options.sort((a, b) => highest(a) - highest(b) || a.victims.length - b.victims.length)[0];
}

function victimsOn(
  pod: KubeObject,
  node: KubeObject,
  residents: readonly KubeObject[],
  facts: FilterFacts,
): KubeObject[] | undefined {
  const lower = residents
    .filter((other) => priorityOf(other) < priorityOf(pod) && !hasEnded(other) && !other.metadata.deletionTimestamp)
    .sort(
      (a, b) =>
        priorityOf(a) - priorityOf(b) || b.metadata.creationTimestamp.localeCompare(a.metadata.creationTimestamp),
    );
  for (let count = 1; count <= lower.length; count++) {
    const victims = lower.slice(0, count);
    if (findObstacles(pod, node, without(victims, facts)).length === 0) return victims;
  }
  return undefined;
}

/** The cluster as it would be without some pods. */
function without(victims: readonly KubeObject[], facts: FilterFacts): FilterFacts {
  const gone = new Set(victims.map(({metadata}) => metadata.uid));
  return {
    ...facts,
    placed: {
      ...facts.placed,
      pods: (namespace) => facts.placed.pods(namespace).filter(({metadata}) => !gone.has(metadata.uid)),
    },
    usageOf(node) {
      const usage: Record<string, number> = {...facts.usageOf(node)};
      for (const victim of victims) {
        const requests: ResourceAmounts = requestsOf(victim);
        for (const [name, amount] of Object.entries(requests)) usage[name] = (usage[name] ?? 0) - amount;
      }
      return usage;
    },
  };
}
