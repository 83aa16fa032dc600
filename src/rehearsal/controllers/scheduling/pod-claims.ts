import type {InformerSet} from '../core/informer-set.js';
import type {KubeObject} from '../core/kube-object.js';
import {kubeResources} from '../core/kube-resource.js';
import {claimsOf} from '../kubelet/pod-disks.js';

/** How far the claims of a pod are. */
export interface PodClaims {
  /** The volumes of claims that are bound. */
  readonly volumes: readonly KubeObject[];
  /** Claims that wait for the pod to be placed. */
  readonly waiting: readonly KubeObject[];
  /** What keeps the pod from any node, in the scheduler's words. */
  readonly obstacle?: string;
}

/** Looks up the claims of a pod. */
export function readPodClaims(informers: InformerSet, pod: KubeObject): PodClaims {
  const volumes: KubeObject[] = [];
  const waiting: KubeObject[] = [];
  for (const name of claimsOf(pod)) {
    const claim = informers.of(kubeResources.persistentVolumeClaims).get(pod.metadata.namespace, name);
    if (!claim) return {volumes, waiting, obstacle: `persistentvolumeclaim "${name}" not found`};
    if (claim.metadata.deletionTimestamp)
      return {volumes, waiting, obstacle: `persistentvolumeclaim "${name}" is being deleted`};
    const volume =
      claim.spec.volumeName && informers.of(kubeResources.persistentVolumes).get(undefined, claim.spec.volumeName);
    if (volume && claim.status?.phase === 'Bound') volumes.push(volume);
    else if (isDelayed(informers, claim)) waiting.push(claim);
    else return {volumes, waiting, obstacle: 'pod has unbound immediate PersistentVolumeClaims'};
  }
  return {volumes, waiting};
}

/** Whether a claim's class binds only once a pod is placed. */
export function isDelayed(informers: InformerSet, claim: KubeObject): boolean {
  const name = claim.spec.storageClassName;
  const storageClass = name && informers.of(kubeResources.storageClasses).get(undefined, name);
  return storageClass?.volumeBindingMode === 'WaitForFirstConsumer' && !claim.spec.volumeName;
}
