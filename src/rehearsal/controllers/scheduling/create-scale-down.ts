import type {ScalablePool} from '../../seams/cloud-side.js';
import {isConditionTrue} from '../core/conditions.js';
import type {ControllerContext} from '../core/controller-context.js';
import {isKubeFailure} from '../core/kube-failure.js';
import type {KubeObject} from '../core/kube-object.js';
import {kubeResources, resourcePath} from '../core/kube-resource.js';
import {trackNodeUsage} from './node-usage.js';
import {isUnneeded, selectMovable} from './plan-scale-down.js';

const user = 'system:serviceaccount:kube-system:cluster-autoscaler';
const unneededMs = 600_000;
/** Evictions that take longer are given up, and the node is let go all the same. */
const drainMs = 600_000;
const leavingTaint = 'ToBeDeletedByClusterAutoscaler';

/** What failed is tried again with the next scan. */
const giveUp = () => undefined;

/** Removes nodes that nobody has needed for ten minutes: empty ones at once, others one by one after a drain. */
export function createScaleDown(context: ControllerContext): (pools: readonly ScalablePool[]) => void {
  const {informers, cloud, cluster, clock} = context;
  const client = context.client(user);
  const record = context.recorder(user, 'cluster-autoscaler');
  const pods = informers.of(kubeResources.pods);
  const nodes = informers.of(kubeResources.nodes);
  const usage = trackNodeUsage(pods);
  const unneededSince = new Map<string, number>();
  const drains = new Map<string, number>();

  const residentsOf = (node: KubeObject) => pods.byIndex('node', node.metadata.name);
  const isStaying = (node: KubeObject) => isConditionTrue(node, 'Ready') && !drains.has(node.metadata.name);
  const factsOf = (node: KubeObject) => ({
    residents: residentsOf(node),
    others: nodes.list().filter((other) => other.metadata.uid !== node.metadata.uid && isStaying(other)),
    usage,
  });

  const drain = async (node: KubeObject): Promise<void> => {
    const {name} = node.metadata;
    drains.set(name, clock.now());
    record(
      'Normal',
      'ScaleDown',
      {resource: kubeResources.nodes, object: node},
      'marked the node as toBeDeleted/unschedulable',
    );
    const taint = {key: leavingTaint, value: String(Math.floor(clock.now() / 1000)), effect: 'NoSchedule'};
    await client.patch(kubeResources.nodes, node.metadata, {spec: {taints: [...(node.spec.taints ?? []), taint]}});
    for (const pod of selectMovable(residentsOf(node)))
      record('Normal', 'ScaleDown', {resource: kubeResources.pods, object: pod}, 'deleting pod for node scale down');
    await evict(node);
  };
  const evict = async (node: KubeObject): Promise<void> => {
    for (const pod of selectMovable(residentsOf(node))) {
      const {name, namespace} = pod.metadata;
      if (pod.metadata.deletionTimestamp) continue;
      const body = {apiVersion: 'policy/v1', kind: 'Eviction', metadata: {name, namespace}};
      const request = {
        method: 'POST',
        path: resourcePath(kubeResources.pods, namespace, name, 'eviction'),
        body,
      } as const;
      // A disruption budget may say no for a while.
      await client.send(request).catch((error: unknown) => {
        if (!isKubeFailure(error, 429) && !isKubeFailure(error, 404)) throw error;
      });
    }
  };
  const release = (pool: ScalablePool, names: readonly string[]) => {
    const refusal = cloud.resizePool(cluster.uid, pool.name, pool.current - names.length, names);
    for (const name of names) {
      drains.set(name, Number.POSITIVE_INFINITY);
      unneededSince.delete(name);
      if (refusal) drains.delete(name);
    }
  };

  return (pools) => {
    for (const name of drains.keys()) if (!nodes.get(undefined, name)) drains.delete(name);
    for (const pool of pools.filter(({isAutoscaled}) => isAutoscaled)) {
      const members = nodes
        .list()
        .filter((node) => node.metadata.labels?.['cloud.google.com/gke-nodepool'] === pool.name);
      const leaving = members.filter(({metadata}) => Number.isFinite(drains.get(metadata.name) ?? Number.NaN));
      const drained = leaving.filter(
        (node) =>
          selectMovable(residentsOf(node)).length === 0 || clock.now() - drains.get(node.metadata.name)! > drainMs,
      );
      if (drained.length > 0)
        release(
          pool,
          drained.map(({metadata}) => metadata.name),
        );
      else for (const node of leaving) evict(node).catch(giveUp);
      const spare = pool.current - pool.min;
      const isSettled = members.length === pool.current && !members.some(({metadata}) => drains.has(metadata.name));
      for (const node of members) {
        const {name} = node.metadata;
        if (!isStaying(node) || spare <= 0 || !isUnneeded(node, factsOf(node))) unneededSince.delete(name);
        else if (!unneededSince.has(name)) unneededSince.set(name, clock.now());
      }
      const ripe = members.filter(
        ({metadata}) => clock.now() - (unneededSince.get(metadata.name) ?? clock.now()) >= unneededMs,
      );
      if (!isSettled || ripe.length === 0) continue;
      const empty = ripe.filter((node) => selectMovable(residentsOf(node)).length === 0).slice(0, spare);
      for (const node of empty.length > 0 ? empty : ripe.slice(0, 1)) drain(node).catch(giveUp);
    }
  };
}
