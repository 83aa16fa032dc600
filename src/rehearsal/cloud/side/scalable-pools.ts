import type {Refusal, ScalablePool} from '../../seams/cloud-side.js';
import type {CloudContext} from '../cloud-context.js';
import {findShortage} from '../container/check-cluster-quota.js';
import {findClusterById, type PoolState} from '../container/cluster-state.js';
import {quotaDemandOf} from '../container/create-pool.js';
import {listNodeLabels, listNodeTaints} from '../container/declare-nodes.js';
import {drawBetween} from '../operations/draw-between.js';

function limitsOf(pool: PoolState, current: number): {min: number; max: number} {
  const {autoscaling} = pool;
  if (!autoscaling) return {min: current, max: current};
  if (autoscaling.totalMaxNodeCount)
    return {min: autoscaling.totalMinNodeCount ?? 0, max: autoscaling.totalMaxNodeCount};
  const zones = pool.locations.length;
  return {min: (autoscaling.minNodeCount ?? 0) * zones, max: (autoscaling.maxNodeCount ?? 0) * zones};
}

/** The pools of a cluster as its autoscaler sees them. */
export function listScalablePools(context: CloudContext, uid: string): readonly ScalablePool[] {
  return (findClusterById(context, uid)?.pools ?? []).map((pool) => {
    const machine = context.catalogue.machines.get(pool.config.machineType);
    const zone = pool.locations[0] ?? '';
    const current = Object.values(pool.sizes).reduce((sum, size) => sum + size, 0);
    return {
      name: pool.name,
      zone,
      current,
      ...limitsOf(pool, current),
      isAutoscaled: Boolean(pool.autoscaling),
      cpus: machine?.cpus ?? 0,
      memoryMib: machine?.memoryMib ?? 0,
      gpuCount: Number(pool.config.accelerators?.[0]?.acceleratorCount ?? 0),
      labels: listNodeLabels(pool, machine?.cpus ?? 0, zone),
      taints: listNodeTaints(pool),
      ...(pool.scaleFailure && {
        failure: {
          atMs: pool.scaleFailure.atMs,
          cause: pool.scaleFailure.condition === 'GCE_QUOTA_EXCEEDED' ? 'GCE quota exceeded' : 'GCE out of resources',
        },
      }),
    };
  });
}

/** Sizes of a pool's zones for another size: the smallest zones grow first, the largest shrink first. */
function spreadSize(pool: PoolState, size: number): Record<string, number> {
  const sizes = Object.fromEntries(pool.locations.map((zone) => [zone, pool.sizes[zone] ?? 0]));
  const sum = () => Object.values(sizes).reduce((total, one) => total + one, 0);
  const ranked = () => [...pool.locations].sort((a, b) => (sizes[a] ?? 0) - (sizes[b] ?? 0));
  while (sum() < size) sizes[ranked()[0]!]!++;
  while (sum() > size) sizes[ranked().at(-1)!]!--;
  return sizes;
}

/** Resizes a pool without an operation, as the autoscaler does through the instance group. */
export function resizeScalablePool(
  context: CloudContext,
  uid: string,
  name: string,
  size: number,
  removing: readonly string[] = [],
): Refusal | undefined {
  const cluster = findClusterById(context, uid);
  const pool = cluster?.pools.find((other) => other.name === name);
  if (!cluster || !pool) return {refused: `node group ${name} not found`};
  const current = Object.values(pool.sizes).reduce((sum, one) => sum + one, 0);
  const {min, max} = limitsOf(pool, current);
  if (pool.autoscaling && (size < min || size > max))
    return {refused: `size ${size} is outside the limits ${min} to ${max} of node group ${name}`};
  const shortage = findShortage(context, quotaDemandOf(cluster, pool, Math.max(0, size - current)));
  if (shortage)
    return {
      refused: `Failed adding ${size - current} nodes to group ${name} due to OutOfResource.QUOTA_EXCEEDED; source errors: ${shortage}`,
    };
  const zones = pool.locations;
  const leaving = pool.nodes.filter((node) => removing.includes(node.name));
  pool.leaving = leaving.map((node) => node.name);
  pool.sizes =
    leaving.length === current - size
      ? Object.fromEntries(
          zones.map((zone) => [zone, (pool.sizes[zone] ?? 0) - leaving.filter((node) => node.zone === zone).length]),
        )
      : spreadSize(pool, size);
  const delayMs = size > current ? drawBetween(context, 45_000, 80_000) : drawBetween(context, 20_000, 40_000);
  context.schedule(delayMs, {
    type: 'container.poolScaled',
    cluster: `projects/${cluster.projectId}/locations/${cluster.location}/clusters/${cluster.name}`,
    pool: name,
  });
  return undefined;
}
