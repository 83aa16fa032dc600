import type {Informer} from '../core/informer.js';
import type {KubeObject} from '../core/kube-object.js';
import {hasEnded} from '../workloads/pod-facts.js';
import {type ResourceAmounts, requestsOf} from './pod-requests.js';

/** What the pods of each node take of it, kept up to date with the pod informer. */
export interface NodeUsage {
  of(node: string): ResourceAmounts;
}

/** Follows the pods of an informer. */
export function trackNodeUsage(pods: Informer): NodeUsage {
  const byNode = new Map<string, Record<string, number>>();
  const change = (pod: KubeObject, sign: 1 | -1) => {
    const node = pod.spec.nodeName;
    if (!node || hasEnded(pod)) return;
    const usage = byNode.get(node) ?? {};
    byNode.set(node, usage);
    for (const [name, amount] of Object.entries(requestsOf(pod))) usage[name] = (usage[name] ?? 0) + sign * amount;
  };
  pods.onChange(({type, object, previous}) => {
    if (previous) change(previous, -1);
    change(object, type === 'deleted' ? -1 : 1);
  });
  return {of: (node) => byNode.get(node) ?? {}};
}
