import type {KubeObject} from '../../model/ports/kube.js';

interface OwnerReference {
  readonly kind: string;
  readonly name: string;
  readonly controller?: boolean;
}

/** The workload that a pod belongs to, as people know it: the Deployment behind a ReplicaSet; itself where none made it. */
export function selectPodOwner({metadata}: KubeObject): {readonly kind: string; readonly name: string} {
  const references = (metadata.ownerReferences ?? []) as readonly OwnerReference[];
  const owner = references.find(({controller}) => controller === true);
  if (owner === undefined) return {kind: 'Pod', name: metadata.name};
  // A Deployment names its ReplicaSets after itself and their template's hash, and labels the pods with the hash.
  // https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pod-template-hash-label
  const hash = metadata.labels?.['pod-template-hash'];
  if (owner.kind === 'ReplicaSet' && hash !== undefined && owner.name.endsWith(`-${hash}`))
    return {kind: 'Deployment', name: owner.name.slice(0, -hash.length - 1)};
  return {kind: owner.kind, name: owner.name};
}
