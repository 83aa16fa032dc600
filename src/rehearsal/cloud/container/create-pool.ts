import type {CloudContext, EffectRunner} from '../cloud-context.js';
import type {Call, Reply} from '../http/call.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import type {Json} from '../json.js';
import {drawBetween} from '../operations/draw-between.js';
import {drawHexId} from '../operations/draw-id.js';
import {checkClusterQuota} from './check-cluster-quota.js';
import {checkNodeAccount} from './check-node-account.js';
import {type ClusterState, isZone, type PoolState, selectCluster} from './cluster-state.js';
import {completeNodeConfig} from './complete-node-config.js';
import {checkIdle, finishContainerOperation, replyOperation, startContainerOperation} from './container-operation.js';
import {declareNodes} from './declare-nodes.js';
import {selectNodeVersion} from './select-version.js';
import {settlePool} from './settle-pool.js';

const validName = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;

/** Autoscaling as GKE keeps it: limits that are zero are left out. */
export function completeAutoscaling(asked: Json | undefined): Json | undefined {
  if (!asked?.enabled) return undefined;
  const {minNodeCount = 0, maxNodeCount = 0, totalMinNodeCount = 0, totalMaxNodeCount = 0} = asked;
  const [least, most] = totalMaxNodeCount ? [totalMinNodeCount, totalMaxNodeCount] : [minNodeCount, maxNodeCount];
  if (least < 0 || most < 1 || most < least) {
    throw new CloudRefusal(
      400,
      `NodePool autoscaling limits are invalid: minimum ${least}, maximum ${most}. The maximum must be at least 1 and not less than the minimum.`,
    );
  }
  return {
    enabled: true,
    ...(minNodeCount && {minNodeCount}),
    ...(maxNodeCount && {maxNodeCount}),
    ...(totalMinNodeCount && {totalMinNodeCount}),
    ...(totalMaxNodeCount && {totalMaxNodeCount}),
    ...(asked.locationPolicy &&
      asked.locationPolicy !== 'LOCATION_POLICY_UNSPECIFIED' && {locationPolicy: asked.locationPolicy}),
  };
}

/** Validates and completes a pool; it has no nodes yet. */
export function completePool(context: CloudContext, cluster: ClusterState, asked: Json): PoolState {
  const name = String(asked.name ?? '');
  if (!validName.test(name) || name.length > 40)
    throw new CloudRefusal(400, `Invalid value for field "node_pool.name": "${name}".`);
  const locations: string[] = asked.locations?.length ? asked.locations : cluster.locations;
  const region = cluster.location.replace(/-[a-z]$/, '');
  const stray = locations.find((zone) => !zone.startsWith(`${region}-`) || !context.catalogue.zones.includes(zone));
  if (stray) throw new CloudRefusal(400, `Location "${stray}" does not exist in region "${region}".`);
  const autoscaling = completeAutoscaling(asked.autoscaling);
  const initialNodeCount = Math.max(Number(asked.initialNodeCount ?? 0), autoscaling?.minNodeCount ?? 0);
  if (Number(asked.initialNodeCount ?? 0) < 0 || initialNodeCount > 1000)
    throw new CloudRefusal(400, 'NodePool.initial_node_count must be between 0 and 1000.');
  if (autoscaling?.maxNodeCount && initialNodeCount > autoscaling.maxNodeCount) {
    throw new CloudRefusal(
      400,
      `NodePool.initial_node_count must be within the autoscaling limits: ${initialNodeCount} is more than ${autoscaling.maxNodeCount}.`,
    );
  }
  return {
    name,
    config: completeNodeConfig(context, asked.config, locations),
    ...(autoscaling && {autoscaling}),
    management: {autoRepair: true, autoUpgrade: true, ...asked.management},
    upgradeSettings: {maxSurge: 1, strategy: 'SURGE', ...asked.upgradeSettings},
    networkConfig: asked.networkConfig ?? {},
    maxPods: Number(asked.maxPodsConstraint?.maxPodsPerNode ?? 110),
    initialNodeCount,
    locations,
    version: selectNodeVersion(context, asked.version, cluster.version),
    status: 'PROVISIONING',
    hash: drawHexId(context, 8),
    sizes: Object.fromEntries(locations.map((zone) => [zone, initialNodeCount])),
    nodes: [],
  };
}

export function quotaDemandOf(cluster: ClusterState, pool: PoolState, count: number) {
  return {
    project: cluster.projectId,
    location: cluster.location,
    config: pool.config,
    isPrivate: Boolean(cluster.request.privateClusterConfig?.enablePrivateNodes),
    count,
  };
}

/** `nodePools.create`. */
export function createPool(call: Call): Reply {
  const {context, params, body, caller} = call;
  const cluster = selectCluster(context, params.project ?? '', params.location ?? '', params.cluster ?? '');
  const asked: Json = body.nodePool ?? {};
  if (cluster.pools.some((pool) => pool.name === asked.name)) {
    const place = `projects/${cluster.projectId}/${isZone(cluster.location) ? 'zones' : 'locations'}/${cluster.location}`;
    throw new CloudRefusal(409, `Already exists: ${place}/clusters/${cluster.name}/nodePools/${asked.name}.`);
  }
  checkIdle(context, cluster);
  const pool = completePool(context, cluster, asked);
  checkNodeAccount(context, cluster.projectId, pool.config.serviceAccount, caller.email);
  checkClusterQuota(context, quotaDemandOf(cluster, pool, pool.initialNodeCount * pool.locations.length));
  cluster.pools.push(pool);
  cluster.status = 'RECONCILING';
  const delayMs = drawBetween(context, 90_000, 150_000);
  return replyOperation(
    call,
    startContainerOperation(context, cluster, {
      operationType: 'CREATE_NODE_POOL',
      pool: pool.name,
      delayMs,
      effect: {type: 'container.poolCreated'},
    }),
  );
}

/** Ends the creation of a pool: its machines are there and the control plane knows them. */
export const finishPool: EffectRunner = async (context, effect) => {
  const cluster = context.state.clusters[String(effect.cluster)] as ClusterState | undefined;
  const pool = cluster?.pools.find((other) => other.name === effect.pool);
  if (!cluster || !pool) return;
  const failure = settlePool(context, effect, cluster, pool);
  await declareNodes(context, cluster);
  if (failure === 'waiting') return;
  cluster.status = 'RUNNING';
  finishContainerOperation(context, String(effect.operation), failure);
};
