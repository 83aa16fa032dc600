import type {CloudContext, EffectRunner} from '../cloud-context.js';
import type {Call, Reply} from '../http/call.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import type {Json} from '../json.js';
import {drawBetween} from '../operations/draw-between.js';
import {applyPoolSize} from './apply-pool-size.js';
import {mergeUpgradeSettings} from './blue-green.js';
import {checkClusterQuota} from './check-cluster-quota.js';
import {type ClusterState, type PoolState, selectPool} from './cluster-state.js';
import {completeNodeConfig} from './complete-node-config.js';
import {checkIdle, finishContainerOperation, replyOperation, startContainerOperation} from './container-operation.js';
import {completeAutoscaling, quotaDemandOf} from './create-pool.js';
import {declareNodes} from './declare-nodes.js';
import {clusterOf} from './read-methods.js';
import {selectNodeVersion} from './select-version.js';
import {settlePool} from './settle-pool.js';

/** What an operation on a pool is called, takes and sets. */
export interface PoolChange {
  readonly operationType: string;
  readonly delayMs: number;
  /** Fields of the pool that the change sets when it is done. */
  readonly set: Json;
}

/** Starts an operation that changes a pool when it ends. */
export function startPoolChange(call: Call, cluster: ClusterState, pool: PoolState, change: PoolChange): Reply {
  pool.status = 'RECONCILING';
  cluster.status = 'RECONCILING';
  const effect = {
    type: change.operationType === 'UPGRADE_NODES' ? 'container.nodesUpgraded' : 'container.poolChanged',
    set: change.set,
  };
  return replyOperation(
    call,
    startContainerOperation(call.context, cluster, {
      operationType: change.operationType,
      pool: pool.name,
      delayMs: change.delayMs,
      effect,
    }),
  );
}

/** The pool of a call's path on a cluster that runs nothing else. */
export function selectIdlePool(call: Call): {cluster: ClusterState; pool: PoolState} {
  const cluster = clusterOf(call);
  const pool = selectPool(cluster, call.params.pool ?? '');
  checkIdle(call.context, cluster);
  return {cluster, pool};
}

/** `nodePools.setSize`: nodes in each zone of the pool. */
export function setPoolSize(call: Call): Reply {
  const {cluster, pool} = selectIdlePool(call);
  const size = Number(call.body.nodeCount ?? 0);
  if (!Number.isInteger(size) || size < 0 || size > 1000)
    throw new CloudRefusal(400, `NodePool.node_count must be between 0 and 1000; got ${call.body.nodeCount}.`);
  const sizes = Object.fromEntries(pool.locations.map((zone) => [zone, size]));
  const added = pool.locations.reduce((sum, zone) => sum + Math.max(0, size - (pool.sizes[zone] ?? 0)), 0);
  checkClusterQuota(call.context, quotaDemandOf(cluster, pool, added));
  const delayMs = drawBetween(call.context, 60_000, 110_000);
  return startPoolChange(call, cluster, pool, {operationType: 'SET_NODE_POOL_SIZE', delayMs, set: {sizes}});
}

export function setPoolAutoscaling(call: Call): Reply {
  const {cluster, pool} = selectIdlePool(call);
  const autoscaling = completeAutoscaling(call.body.autoscaling) ?? null;
  return startPoolChange(call, cluster, pool, {
    operationType: 'UPDATE_CLUSTER',
    delayMs: drawBetween(call.context, 5_000, 20_000),
    set: {autoscaling},
  });
}

export function setPoolManagement(call: Call): Reply {
  const {cluster, pool} = selectIdlePool(call);
  const management = {...pool.management, ...call.body.management};
  return startPoolChange(call, cluster, pool, {
    operationType: 'SET_NODE_POOL_MANAGEMENT',
    delayMs: drawBetween(call.context, 2_000, 8_000),
    set: {management},
  });
}

/** `nodePools.update`: version, image, machine type, labels, taints, locations and the like. */
export function updatePool(call: Call): Reply {
  const {context, body} = call;
  const {cluster, pool} = selectIdlePool(call);
  const locations: string[] = body.locations?.length ? body.locations : [...pool.locations];
  const changes: Json = {
    ...(body.taints && {taints: body.taints.taints ?? []}),
    ...(body.labels && {labels: body.labels.labels ?? {}}),
    ...(body.machineType && {machineType: body.machineType}),
    ...(body.diskType && {diskType: body.diskType}),
    ...(body.diskSizeGb && {diskSizeGb: body.diskSizeGb}),
    ...(body.imageType && {imageType: body.imageType}),
    ...(body.tags && {tags: body.tags.tags ?? []}),
    ...(body.resourceLabels && {resourceLabels: body.resourceLabels.labels ?? {}}),
    ...(body.workloadMetadataConfig && {workloadMetadataConfig: body.workloadMetadataConfig}),
  };
  const config = completeNodeConfig(context, {...pool.config, ...changes}, locations);
  const version = body.nodeVersion ? selectNodeVersion(context, body.nodeVersion, cluster.version) : pool.version;
  const isUpgrade =
    version !== pool.version || Boolean(body.imageType || body.machineType || body.diskType || body.diskSizeGb);
  const size = Math.max(1, ...Object.values(pool.sizes));
  return startPoolChange(call, cluster, pool, {
    operationType: isUpgrade ? 'UPGRADE_NODES' : 'UPDATE_CLUSTER',
    delayMs: drawBetween(context, 20_000, 60_000),
    set: {
      config,
      version,
      ...(body.locations?.length && {
        locations,
        sizes: Object.fromEntries(locations.map((zone) => [zone, pool.sizes[zone] ?? size])),
      }),
      ...(body.upgradeSettings && {upgradeSettings: mergeUpgradeSettings(pool, body.upgradeSettings)}),
    },
  });
}

/** Sets the changed fields of a pool; `autoscaling: null` switches it off. */
export function applySet(pool: PoolState, set: Json): void {
  const {autoscaling, ...rest} = set;
  Object.assign(pool, rest);
  if (autoscaling === null) delete pool.autoscaling;
  else if (autoscaling) pool.autoscaling = autoscaling;
}

/** Ends a change of a pool. */
export const finishPoolChange: EffectRunner = async (context: CloudContext, effect) => {
  const cluster = context.state.clusters[String(effect.cluster)] as ClusterState | undefined;
  const pool = cluster?.pools.find((other) => other.name === effect.pool);
  if (!cluster || !pool) return;
  applySet(pool, effect.set as Json);
  const failure = settlePool(context, effect, cluster, pool);
  await declareNodes(context, cluster);
  if (failure === 'waiting') return;
  cluster.status = 'RUNNING';
  finishContainerOperation(context, String(effect.operation), failure);
};

export function deletePool(call: Call): Reply {
  const {cluster, pool} = selectIdlePool(call);
  pool.status = 'STOPPING';
  cluster.status = 'RECONCILING';
  const delayMs = drawBetween(call.context, 90_000, 180_000);
  return replyOperation(
    call,
    startContainerOperation(call.context, cluster, {
      operationType: 'DELETE_NODE_POOL',
      pool: pool.name,
      delayMs,
      effect: {type: 'container.poolDeleted'},
    }),
  );
}

export const finishPoolDeletion: EffectRunner = async (context, effect) => {
  const cluster = context.state.clusters[String(effect.cluster)] as ClusterState | undefined;
  if (!cluster) return;
  cluster.pools = cluster.pools.filter((pool) => pool.name !== effect.pool);
  await declareNodes(context, cluster);
  cluster.status = 'RUNNING';
  finishContainerOperation(context, String(effect.operation));
};

/** Ends what the autoscaler asked for: machines appear or go, without an operation. */
export const finishPoolScaling: EffectRunner = async (context, effect) => {
  const cluster = context.state.clusters[String(effect.cluster)] as ClusterState | undefined;
  const pool = cluster?.pools.find((other) => other.name === effect.pool);
  if (!cluster || !pool) return;
  const shortfall = applyPoolSize(context, cluster, pool);
  if (shortfall) pool.scaleFailure = {atMs: context.clock.now(), condition: shortfall.condition};
  else delete pool.scaleFailure;
  if (shortfall)
    pool.sizes = Object.fromEntries(
      pool.locations.map((zone) => [zone, pool.nodes.filter((node) => node.zone === zone).length]),
    );
  else if (pool.status === 'RUNNING_WITH_ERROR') {
    pool.status = 'RUNNING';
    delete pool.conditions;
    if (cluster.status === 'ERROR') Object.assign(cluster, {status: 'RUNNING', conditions: []});
  }
  await declareNodes(context, cluster);
};
