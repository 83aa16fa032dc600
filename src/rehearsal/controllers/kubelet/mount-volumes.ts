import type {KubeObject} from '../core/kube-object.js';
import {kubeResources} from '../core/kube-resource.js';
import {judgeDisks} from './pod-disks.js';
import {findUnmountable} from './pod-inputs.js';
import type {PodRun} from './pod-run.js';
import type {Kubelet, KubeletWorld} from './run-kubelets.js';

/** Plans when a pod's volumes will be mounted, or says in Events why they cannot be yet. */
export function mountVolumes({context, attach}: KubeletWorld, kubelet: Kubelet, pod: KubeObject, run: PodRun): PodRun {
  if (run.mountedMs !== undefined) return run;
  const {clock, informers, seeded} = context;
  const about = {resource: kubeResources.pods, object: pod};
  const missing = findUnmountable(informers, pod);
  for (const {message} of missing) kubelet.record('Warning', 'FailedMount', about, message);
  const {attachable, refusals} = judgeDisks(context, pod);
  for (const refusal of refusals) if (refusal) attach('Warning', 'FailedAttachVolume', about, refusal);
  if (missing.length > 0 || refusals.length > 0) return run;
  for (const volume of attachable)
    attach('Normal', 'SuccessfulAttachVolume', about, `AttachVolume.Attach succeeded for volume "${volume}" `);
  const takes = attachable.length > 0 ? ([4_000, 12_000] as const) : ([300, 1_500] as const);
  return {...run, mountedMs: clock.now() + seeded.between(`${pod.metadata.uid}/mount`, takes)};
}
