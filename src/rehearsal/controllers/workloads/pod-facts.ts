import {conditionOf, isConditionTrue} from '../core/conditions.js';
import type {KubeObject, NewKubeObject, OwnerReference} from '../core/kube-object.js';
import {parseQuantity} from '../core/quantity.js';

/** Whether a pod still works or will: not ended and not being deleted. */
export function isActivePod(pod: KubeObject): boolean {
  return !hasEnded(pod) && !pod.metadata.deletionTimestamp;
}

/** Whether all containers of a pod have ended for good. */
export function hasEnded(pod: KubeObject): boolean {
  return pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
}

/** Whether a pod is ready and not being deleted. */
export function isReadyPod(pod: KubeObject): boolean {
  return !pod.metadata.deletionTimestamp && isConditionTrue(pod, 'Ready');
}

/** When a ready pod will count as available; undefined while it is not ready. */
export function availableAtMs(pod: KubeObject, minReadySeconds: number): number | undefined {
  if (!isReadyPod(pod)) return undefined;
  const since = conditionOf(pod, 'Ready')?.lastTransitionTime;
  return minReadySeconds === 0 ? 0 : Date.parse(String(since)) + minReadySeconds * 1000;
}

/** A pod from a workload's template. */
export function podFromTemplate(
  template: {metadata?: Record<string, unknown>; spec: unknown},
  namespace: string,
  owner: OwnerReference,
  name: {name: string} | {generateName: string},
): NewKubeObject {
  const {creationTimestamp: _absent, ...metadata} = template.metadata ?? {};
  return {metadata: {...metadata, namespace, ...name, ownerReferences: [owner]}, spec: template.spec};
}

/** An `IntOrString` against a total: percentages are rounded up or down. */
export function resolveShare(share: number | string | undefined, total: number, roundUp: boolean): number {
  if (typeof share !== 'string') return share ?? 0;
  const value = (parseQuantity(share.replace('%', '')) * total) / 100;
  return roundUp ? Math.ceil(value) : Math.floor(value);
}
