import type {Informer} from '../core/informer.js';
import type {KubeObject} from '../core/kube-object.js';
import {hasEnded} from '../workloads/pod-facts.js';
import {type ResourceAmounts, requestsOf} from './pod-requests.js';

/** What the pods of each node take of it, kept up to date with the pod informer. */
export interface NodeUsage {
  of(node: string): ResourceAmounts;
  /** Counts a pod on a node before the informer shows it there. */
  assume(pod: KubeObject, node: string): void;
  /** Takes an assumption back. */
  forget(pod: KubeObject): void;
}

/** Follows the pods of an informer. */
export function trackNodeUsage(pods: Informer): NodeUsage {
  const byNode = new Map<string, Record<string, number>>();
  const assumed = new Map<string, string>();
  const change = (pod: KubeObject, node: string | undefined, sign: 1 | -1) => {
    if (!node || hasEnded(pod)) return;
    const usage = byNode.get(node) ?? {};
    byNode.set(node, usage);
    for (const [name, amount] of Object.entries(requestsOf(pod))) usage[name] = (usage[name] ?? 0) + sign * amount;
  };
  const forget = (pod: KubeObject) => {
    change(pod, assumed.get(pod.metadata.uid), -1);
    assumed.delete(pod.metadata.uid);
  };
  pods.onChange(({type, object, previous}) => {
    if (previous) change(previous, previous.spec.nodeName, -1);
    change(object, object.spec.nodeName, type === 'deleted' ? -1 : 1);
    if (type === 'deleted' || object.spec.nodeName) forget(object);
  });
  return {
    of: (node) => byNode.get(node) ?? {},
    assume(pod, node) {
      forget(pod);
      assumed.set(pod.metadata.uid, node);
      change(pod, node, 1);
    },
    forget,
  };
}
