import type {KubeObject} from '../core/kube-object.js';
import {kubeResources} from '../core/kube-resource.js';
import type {PodRun} from './pod-run.js';
import type {Kubelet, KubeletWorld} from './run-kubelets.js';

/** Ends the containers of a pod that is being deleted, within its grace period, then lets go of the object. */
export async function terminatePod(
  {context, runs}: KubeletWorld,
  kubelet: Kubelet,
  pod: KubeObject,
  run: PodRun,
  isOver: boolean,
): Promise<number | undefined> {
  const {uid, deletionGracePeriodSeconds = 0} = pod.metadata;
  const nowMs = context.clock.now();
  if (run.gracefulEndMs === undefined && !isOver) {
    const graceMs = deletionGracePeriodSeconds * 1000;
    for (const container of pod.spec.containers) {
      if (run.containers[container.name]?.phase !== 'running') continue;
      kubelet.record(
        'Normal',
        'Killing',
        {resource: kubeResources.pods, object: pod, fieldPath: `spec.containers{${container.name}}`},
        `Stopping container ${container.name}`,
      );
    }
    const gracefulEndMs = nowMs + Math.min(graceMs, context.seeded.between(`${uid}/stop`, [500, 3_000]));
    runs.set(uid, {...run, gracefulEndMs});
    return gracefulEndMs - nowMs;
  }
  if (!isOver && nowMs < run.gracefulEndMs!) return run.gracefulEndMs! - nowMs;
  await kubelet.client.remove(kubeResources.pods, pod.metadata, {uid, gracePeriodSeconds: 0});
  return undefined;
}
