import type {ControllerContext} from '../core/controller-context.js';
import {kubeResources} from '../core/kube-resource.js';
import {claimsOf} from '../kubelet/pod-disks.js';
import {hasEnded} from '../workloads/pod-facts.js';
import {findDiskOf} from './disk-of-volume.js';

/** Tells the cloud which disks hang on which nodes, so that one in use cannot be deleted there. */
export function runAttacher(context: ControllerContext): void {
  const {informers, cloud, cluster} = context;
  const pods = informers.of(kubeResources.pods);
  const claims = informers.of(kubeResources.persistentVolumeClaims);
  const volumes = informers.of(kubeResources.persistentVolumes);
  let declared = '';

  const queue = context.queue('attachments', async () => {
    const attachments = pods
      .list()
      .filter((pod) => pod.spec.nodeName && pod.status?.podIP && !hasEnded(pod))
      .flatMap((pod) =>
        claimsOf(pod).flatMap((name) => {
          const volumeName = claims.get(pod.metadata.namespace!, name)?.spec.volumeName;
          const volume = volumeName && volumes.get(undefined, volumeName);
          const disk = volume ? findDiskOf(volume, cluster.project, cluster.location) : undefined;
          return disk ? [{zone: disk.zone, disk: disk.name, node: pod.spec.nodeName as string}] : [];
        }),
      );
    const text = JSON.stringify(attachments);
    if (text !== declared) cloud.setAttachments?.(cluster.uid, attachments);
    declared = text;
    return undefined;
  });

  pods.onChange(({object}) => {
    if (claimsOf(object).length > 0) queue.add('all');
  });
}
