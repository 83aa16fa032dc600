import type {ScalablePool} from '../../seams/cloud-side.js';
import {conditionOf, isConditionTrue} from '../core/conditions.js';
import type {ControllerContext} from '../core/controller-context.js';
import type {KubeObject} from '../core/kube-object.js';
import {kubeResources} from '../core/kube-resource.js';
import {createScaleDown} from './create-scale-down.js';
import {planScaleUp} from './plan-scale-up.js';
import {readPodClaims} from './pod-claims.js';
import {instanceGroupUrl} from './template-node.js';

/** https://cloud.google.com/kubernetes-engine/docs/concepts/cluster-autoscaler */
const scanMs = 10_000;
/** A pool whose machines did not come is left alone for a while. https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md */
const backOffMs = 300_000;

/** Resizes autoscaled pools: up for pods that fit nowhere, down for nodes that have been idle for ten minutes. */
export function runClusterAutoscaler(context: ControllerContext): void {
  const {informers, cloud, cluster, clock} = context;
  const record = context.recorder('system:serviceaccount:kube-system:cluster-autoscaler', 'cluster-autoscaler');
  const pods = informers.of(kubeResources.pods);
  const nodes = informers.of(kubeResources.nodes);
  const told = new Map<string, string>();
  const toldFailures = new Map<string, number>();

  const poolOf = (node: KubeObject) => node.metadata.labels?.['cloud.google.com/gke-nodepool'];
  const nodesOf = (pool: ScalablePool) => nodes.list().filter((node) => poolOf(node) === pool.name);

  /** A node whose GPUs are not counted yet is still on its way. https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/processors/customresources/gpu_processor.go */
  const isUsable = (node: KubeObject, pool: ScalablePool) =>
    isConditionTrue(node, 'Ready') &&
    (pool.gpuCount === 0 || Number(node.status?.allocatable?.['nvidia.com/gpu'] ?? 0) > 0);

  const scaleUp = (pools: readonly ScalablePool[]): boolean => {
    const pending = pods
      .byIndex('unscheduled', 'yes')
      .filter(
        (pod) =>
          conditionOf(pod, 'PodScheduled')?.reason === 'Unschedulable' &&
          readPodClaims(informers, pod).obstacle === undefined,
      );
    if (pending.length === 0) return false;
    const upcoming = pools.map((pool) => ({
      pool,
      coming: Math.max(0, pool.current - nodesOf(pool).filter((node) => isUsable(node, pool)).length),
    }));
    const plan = planScaleUp(pending, upcoming, context);
    for (const {pool, size, pods: helped} of plan.resizes) {
      const refusal = cloud.resizePool(cluster.uid, pool.name, size);
      for (const pod of helped) {
        const about = {resource: kubeResources.pods, object: pod};
        if (refusal)
          record(
            'Warning',
            'FailedToScaleUpGroup',
            about,
            `Scale-up failed for group ${instanceGroupUrl(cluster, pool)}: ${refusal.refused}`,
          );
        else
          record(
            'Normal',
            'TriggeredScaleUp',
            about,
            `pod triggered scale-up: [{${instanceGroupUrl(cluster, pool)} ${pool.current}->${size} (max: ${pool.max})}]`,
          );
      }
    }
    for (const {pod, reasons} of plan.helpless) {
      const message = `pod didn't trigger scale-up: ${reasons}`;
      if (told.get(pod.metadata.uid) === message) continue;
      told.set(pod.metadata.uid, message);
      record('Normal', 'NotTriggerScaleUp', {resource: kubeResources.pods, object: pod}, message);
    }
    return plan.resizes.length > 0;
  };

  /** What did not come is told to the pods that wait, once. */
  const tellFailures = (pools: readonly ScalablePool[]) => {
    for (const {name, zone, failure} of pools) {
      if (failure === undefined || toldFailures.get(name) === failure.atMs) continue;
      toldFailures.set(name, failure.atMs);
      for (const pod of pods.byIndex('unscheduled', 'yes'))
        record(
          'Warning',
          'FailedScaleUp',
          {resource: kubeResources.pods, object: pod},
          `Node scale up in zones ${zone} associated with this pod failed: ${failure.cause}. Pod is at risk of not being scheduled.`,
        );
    }
  };

  const scaleDown = createScaleDown(context);

  context.every(scanMs, () => {
    if (!nodes.isSynced() || !pods.isSynced()) return;
    const pools = cloud.listPools(cluster.uid);
    if (!pools.some(({isAutoscaled}) => isAutoscaled)) return;
    tellFailures(pools);
    const willing = pools.filter(({failure}) => failure === undefined || clock.now() - failure.atMs > backOffMs);
    if (!scaleUp(willing)) scaleDown(pools);
  });
}
