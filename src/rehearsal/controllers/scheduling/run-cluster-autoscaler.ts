import type {ScalablePool} from '../../seams/cloud-side.js';
import {conditionOf, isConditionTrue} from '../core/conditions.js';
import type {ControllerContext} from '../core/controller-context.js';
import type {KubeObject} from '../core/kube-object.js';
import {kubeResources} from '../core/kube-resource.js';
import {controllerOf} from '../core/owners.js';
import {parseQuantity} from '../core/quantity.js';
import {hasEnded} from '../workloads/pod-facts.js';
import {findObstacles} from './filter-nodes.js';
import {planScaleUp} from './plan-scale-up.js';
import {readPodClaims} from './pod-claims.js';
import {instanceGroupUrl} from './template-node.js';

/** https://cloud.google.com/kubernetes-engine/docs/concepts/cluster-autoscaler */
const scanMs = 10_000;
const idleMs = 600_000;
/** A node counts as idle while less than half of it is requested. */
const idleShare = 0.5;

/** Resizes autoscaled pools: up for pods that fit nowhere, down for nodes that have been idle for ten minutes. */
export function runClusterAutoscaler(context: ControllerContext): void {
  const {informers, cloud, cluster, clock} = context;
  const record = context.recorder('system:serviceaccount:kube-system:cluster-autoscaler', 'cluster-autoscaler');
  const pods = informers.of(kubeResources.pods);
  const nodes = informers.of(kubeResources.nodes);
  const idleSince = new Map<string, number>();
  const told = new Map<string, string>();

  const poolOf = (node: KubeObject) => node.metadata.labels?.['cloud.google.com/gke-nodepool'];
  const nodesOf = (pool: ScalablePool) => nodes.list().filter((node) => poolOf(node) === pool.name);

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
      coming: Math.max(0, pool.current - nodesOf(pool).filter((node) => isConditionTrue(node, 'Ready')).length),
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

  const scaleDown = (pools: readonly ScalablePool[]) => {
    for (const pool of pools) {
      const members = nodesOf(pool);
      if (!pool.isAutoscaled || pool.current <= pool.min || members.length < pool.current) {
        for (const {metadata} of members) idleSince.delete(metadata.name);
        continue;
      }
      for (const node of members) if (!isIdle(node)) idleSince.delete(node.metadata.name);
      const idle = members.filter((node) => isIdle(node) && isConditionTrue(node, 'Ready'));
      for (const {metadata} of idle) if (!idleSince.has(metadata.name)) idleSince.set(metadata.name, clock.now());
      const longIdle = idle
        .filter(({metadata}) => clock.now() - (idleSince.get(metadata.name) ?? clock.now()) >= idleMs)
        .slice(0, pool.current - pool.min);
      if (longIdle.length === 0) continue;
      for (const node of longIdle) {
        record(
          'Normal',
          'ScaleDown',
          {resource: kubeResources.nodes, object: node},
          'marked the node as toBeDeleted/unschedulable',
        );
        idleSince.delete(node.metadata.name);
      }
      cloud.resizePool(cluster.uid, pool.name, pool.current - longIdle.length);
    }
  };

  /** Little is requested of the node, and all of it can run elsewhere. */
  const isIdle = (node: KubeObject): boolean => {
    const residents = pods.byIndex('node', node.metadata.name).filter((pod) => !hasEnded(pod));
    const movable = residents.filter(
      (pod) => controllerOf(pod)?.kind !== 'DaemonSet' && pod.metadata.namespace !== 'kube-system',
    );
    const share = (name: string) =>
      residents
        .flatMap((pod) => pod.spec.containers)
        .reduce((sum: number, {resources}) => sum + parseQuantity(resources?.requests?.[name]), 0) /
      (parseQuantity(node.status?.allocatable?.[name]) || 1);
    if (share('cpu') >= idleShare || share('memory') >= idleShare) return false;
    const others = nodes
      .list()
      .filter((other) => other.metadata.uid !== node.metadata.uid && isConditionTrue(other, 'Ready'));
    return movable.every((pod) =>
      others.some(
        (other) =>
          findObstacles({...pod, spec: {...pod.spec, nodeName: undefined}}, other, {
            volumes: [],
            usageOf: () => ({}),
            placed: {pods: () => [], node: () => undefined},
          }).length === 0,
      ),
    );
  };

  context.every(scanMs, () => {
    if (!nodes.isSynced() || !pods.isSynced()) return;
    const pools = cloud.listPools(cluster.uid);
    if (!pools.some(({isAutoscaled}) => isAutoscaled)) return;
    if (!scaleUp(pools)) scaleDown(pools);
  });
}
