import type {ControllerContext} from '../core/controller-context.js';
import type {KubeObject} from '../core/kube-object.js';
import {kubeResources} from '../core/kube-resource.js';
import {findDiskOf} from '../storage/disk-of-volume.js';

/** What became of a pod's claims on its node. */
export interface DiskVerdict {
  /** Names of the volumes that can be attached. */
  readonly attachable: readonly string[];
  /** Why one cannot, as the attach controller's Event says it; an empty text where one only waits. */
  readonly refusals: readonly string[];
}

/** Whether the persistent volumes of a pod can be attached to its node. */
export function judgeDisks(
  {informers, cloud, cluster}: Pick<ControllerContext, 'informers' | 'cloud' | 'cluster'>,
  pod: KubeObject,
): DiskVerdict {
  const namespace = pod.metadata.namespace!;
  const attachable: string[] = [];
  const refusals: string[] = [];
  for (const claimName of claimsOf(pod)) {
    const claim = informers.of(kubeResources.persistentVolumeClaims).get(namespace, claimName);
    const volume =
      claim?.spec.volumeName && informers.of(kubeResources.persistentVolumes).get(undefined, claim.spec.volumeName);
    if (!claim || !volume || claim.status?.phase !== 'Bound') {
      refusals.push('');
      continue;
    }
    const disk = findDiskOf(volume, cluster.project, cluster.location);
    const rivals =
      disk && !isShared(volume)
        ? podsElsewhere(informers.of(kubeResources.pods).inNamespace(namespace), pod, claimName)
        : [];
    if (rivals.length > 0) {
      refusals.push(
        `Multi-Attach error for volume "${volume.metadata.name}" Volume is already used by pod(s) ${rivals.join(', ')}`,
      );
    } else if (disk && !cloud.findDisk(cluster.uid, disk.zone, disk.name)) {
      refusals.push(
        `AttachVolume.Attach failed for volume "${volume.metadata.name}" : rpc error: code = NotFound desc = ControllerPublish: could not find disk: googleapi: Error 404: The resource 'projects/${disk.project}/zones/${disk.zone}/disks/${disk.name}' was not found, notFound`,
      );
    } else attachable.push(volume.metadata.name);
  }
  return {attachable, refusals};
}

/** The claims that a pod mounts, generic ephemeral ones included. */
export function claimsOf(pod: KubeObject): string[] {
  return (pod.spec.volumes ?? []).flatMap(
    (volume: {name: string; persistentVolumeClaim?: {claimName: string}; ephemeral?: object}) =>
      volume.persistentVolumeClaim
        ? [volume.persistentVolumeClaim.claimName]
        : volume.ephemeral
          ? [`${pod.metadata.name}-${volume.name}`]
          : [],
  );
}

function isShared(volume: KubeObject): boolean {
  return (
    volume.spec.accessModes.includes('ReadWriteMany') ||
    !volume.spec.accessModes.some((mode: string) => mode.startsWith('ReadWriteOnce'))
  );
}

function podsElsewhere(pods: KubeObject[], pod: KubeObject, claim: string): string[] {
  const isHolding = (other: KubeObject) =>
    other.spec.nodeName &&
    other.spec.nodeName !== pod.spec.nodeName &&
    !['Succeeded', 'Failed'].includes(other.status?.phase) &&
    other.status?.podIP &&
    claimsOf(other).includes(claim);
  return pods
    .filter((other) => other.metadata.uid !== pod.metadata.uid && isHolding(other))
    .map((other) => other.metadata.name);
}
