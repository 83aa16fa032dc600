import type {EffectRunner} from '../cloud-context.js';
import type {Call, Reply} from '../http/call.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import type {Json} from '../json.js';
import {drawBetween} from '../operations/draw-between.js';
import {drawEtag, drawHexId} from '../operations/draw-id.js';
import type {ClusterState} from './cluster-state.js';
import {checkIdle, finishContainerOperation, replyOperation, startContainerOperation} from './container-operation.js';
import {clusterOf} from './read-methods.js';

/** Starts an operation that changes a cluster when it ends. */
export function startClusterChange(
  call: Call,
  cluster: ClusterState,
  operationType: string,
  delayMs: number,
  change: Json,
): Reply {
  cluster.status = 'RECONCILING';
  return replyOperation(
    call,
    startContainerOperation(call.context, cluster, {
      operationType,
      delayMs,
      effect: {type: 'container.clusterChanged', change},
    }),
  );
}

/** `clusters.setResourceLabels`, guarded by the fingerprint. */
export function setResourceLabels(call: Call): Reply {
  const cluster = clusterOf(call);
  checkIdle(call.context, cluster);
  if (call.body.labelFingerprint !== cluster.labelFingerprint) {
    throw new CloudRefusal(400, 'Labels could not be set due to fingerprint mismatch.', {
      status: 'FAILED_PRECONDITION',
      reason: 'failedPrecondition',
    });
  }
  const change = {request: {resourceLabels: call.body.resourceLabels ?? {}}, labels: true};
  return startClusterChange(call, cluster, 'UPDATE_CLUSTER', drawBetween(call.context, 5_000, 15_000), change);
}

/** `clusters.setMaintenancePolicy`. */
export function setMaintenancePolicy(call: Call): Reply {
  const cluster = clusterOf(call);
  checkIdle(call.context, cluster);
  const maintenancePolicy = {...call.body.maintenancePolicy, resourceVersion: drawHexId(call.context, 8)};
  return startClusterChange(call, cluster, 'SET_MAINTENANCE_POLICY', drawBetween(call.context, 1_000, 4_000), {
    request: {maintenancePolicy},
  });
}

/** Ends a change of a cluster. */
export const finishClusterChange: EffectRunner = async (context, effect) => {
  const cluster = context.state.clusters[String(effect.cluster)] as ClusterState | undefined;
  if (!cluster) return;
  const change = effect.change as Json;
  Object.assign(cluster.request, change.request);
  if (change.channel) cluster.channel = change.channel;
  if (change.locations) cluster.locations = change.locations;
  if (change.labels) cluster.labelFingerprint = drawHexId(context, 8);
  const pool = change.pool && cluster.pools.find((other) => other.name === change.pool);
  if (pool && change.autoscaling) pool.autoscaling = change.autoscaling;
  else if (pool) delete pool.autoscaling;
  if (change.version) {
    await context.controlPlanes.setVersion(cluster.uid, change.version);
    cluster.version = change.version;
  }
  cluster.etag = drawEtag(context);
  cluster.status = 'RUNNING';
  finishContainerOperation(context, String(effect.operation));
};

/** GKE's own upgrade of a fresh control plane; the cluster refuses other work meanwhile. */
export const startSurpriseUpgrade: EffectRunner = (context, effect) => {
  const cluster = context.state.clusters[String(effect.cluster)] as ClusterState | undefined;
  if (cluster?.status !== 'RUNNING') return;
  cluster.status = 'RECONCILING';
  startContainerOperation(context, cluster, {
    operationType: 'UPGRADE_MASTER',
    status: 'PENDING',
    delayMs: typeof effect.delayMs === 'number' ? effect.delayMs : drawBetween(context, 40_000, 80_000),
    effect: {type: 'container.clusterChanged', change: {}},
  });
};
