import type {KubeObject} from '../core/kube-object.js';
import {type LabelSelector, selects} from '../core/label-selector.js';
import {parseQuantity} from '../core/quantity.js';

/** Whether a volume can serve a claim that is bound to no volume yet. */
export function canBind(claim: KubeObject, volume: KubeObject): boolean {
  const {claimRef, storageClassName = '', capacity, accessModes, volumeMode = 'Filesystem'} = volume.spec;
  const wanted = claim.spec;
  if (volume.metadata.deletionTimestamp) return false;
  if (claimRef ? !isReserved(volume, claim) : volume.status?.phase !== 'Available') return false;
  if (wanted.volumeName && wanted.volumeName !== volume.metadata.name) return false;
  if (storageClassName !== (wanted.storageClassName ?? '') || volumeMode !== (wanted.volumeMode ?? 'Filesystem'))
    return false;
  if (wanted.selector && !selects(wanted.selector as LabelSelector, volume.metadata.labels)) return false;
  if (!wanted.accessModes.every((mode: string) => accessModes.includes(mode))) return false;
  return parseQuantity(capacity.storage) >= parseQuantity(wanted.resources.requests.storage);
}

/** Whether a volume's `claimRef` means this claim. */
export function isReserved(volume: KubeObject, claim: KubeObject): boolean {
  const reference = volume.spec.claimRef;
  return (
    reference?.namespace === claim.metadata.namespace &&
    reference.name === claim.metadata.name &&
    (!reference.uid || reference.uid === claim.metadata.uid)
  );
}

/** The volume for a claim: the one it is reserved for, else the smallest that is large enough. */
export function selectVolume(claim: KubeObject, volumes: readonly KubeObject[]): KubeObject | undefined {
  const size = (volume: KubeObject) => parseQuantity(volume.spec.capacity.storage);
  const fitting = volumes.filter((volume) => canBind(claim, volume)).sort((a, b) => size(a) - size(b));
  return fitting.find((volume) => isReserved(volume, claim)) ?? fitting[0];
}

/** The reference by which a volume belongs to a claim. */
export function claimReference(claim: KubeObject) {
  const {namespace, name, uid, resourceVersion} = claim.metadata;
  return {apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace, name, uid, resourceVersion};
}
