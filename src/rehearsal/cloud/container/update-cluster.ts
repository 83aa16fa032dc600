import {parseRange} from '../compute/ip-range.js';
import type {Call, Reply} from '../http/call.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import type {Json} from '../json.js';
import {drawBetween} from '../operations/draw-between.js';
import {startClusterChange} from './change-cluster.js';
import {type ClusterState, selectPool} from './cluster-state.js';
import {completeEndpoints} from './complete-endpoints.js';
import {checkIdle, replyOperation, startContainerOperation} from './container-operation.js';
import {completeAutoscaling} from './create-pool.js';
import {clusterOf} from './read-methods.js';
import {compareVersions, selectMasterVersion, selectNodeVersion} from './select-version.js';

/** Fields of `ClusterUpdate` that set a field of the cluster's own request: desired… → field. */
const plainUpdates: Readonly<Record<string, string>> = {
  desiredAddonsConfig: 'addonsConfig',
  desiredBinaryAuthorization: 'binaryAuthorization',
  desiredClusterAutoscaling: 'autoscaling',
  desiredDatabaseEncryption: 'databaseEncryption',
  desiredLoggingConfig: 'loggingConfig',
  desiredLoggingService: 'loggingService',
  desiredMasterAuthorizedNetworksConfig: 'masterAuthorizedNetworksConfig',
  desiredMonitoringConfig: 'monitoringConfig',
  desiredMonitoringService: 'monitoringService',
  desiredNodePoolAutoConfigNetworkTags: 'nodePoolAutoConfig',
  desiredNotificationConfig: 'notificationConfig',
  desiredPrivateClusterConfig: 'privateClusterConfig',
  desiredSecurityPostureConfig: 'securityPostureConfig',
  desiredShieldedNodes: 'shieldedNodes',
  desiredVerticalPodAutoscaling: 'verticalPodAutoscaling',
  desiredWorkloadIdentityConfig: 'workloadIdentityConfig',
};

function upgradeMaster(call: Call, cluster: ClusterState, wanted: string): Reply {
  const version = selectMasterVersion(call.context, wanted, cluster.channel);
  if (compareVersions(version, cluster.version) > 0) {
    throw new CloudRefusal(
      400,
      `Master cannot be upgraded to "${version}": cannot downgrade from "${cluster.version}".`,
    );
  }
  const minor = (text: string) => Number(text.split('.')[1]);
  if (minor(version) - minor(cluster.version) > 1) {
    throw new CloudRefusal(
      400,
      `Master cannot be upgraded to "${version}": cannot upgrade the master more than a minor version at a time from "${cluster.version}".`,
    );
  }
  return startClusterChange(call, cluster, 'UPGRADE_MASTER', drawBetween(call.context, 300_000, 480_000), {version});
}

function upgradeNodes(call: Call, cluster: ClusterState, update: Json): Reply {
  const pool = selectPool(cluster, update.desiredNodePoolId || cluster.pools[0]?.name || '');
  const version = selectNodeVersion(call.context, update.desiredNodeVersion, cluster.version);
  pool.status = 'RECONCILING';
  cluster.status = 'RECONCILING';
  const delayMs = drawBetween(call.context, 20_000, 60_000);
  return replyOperation(
    call,
    startContainerOperation(call.context, cluster, {
      operationType: 'UPGRADE_NODES',
      pool: pool.name,
      delayMs,
      effect: {type: 'container.nodesUpgraded', set: {version}},
    }),
  );
}

/** What an update sets of a cluster's own request. */
function selectRequestChanges(cluster: ClusterState, update: Json): Json {
  const plain = Object.entries(update).flatMap(([field, value]) => {
    const name = plainUpdates[field];
    if (!name) return [];
    return [
      [name, name === 'nodePoolAutoConfig' ? {...cluster.request.nodePoolAutoConfig, networkTags: value} : value],
    ];
  });
  const endpoints = update.desiredControlPlaneEndpointsConfig;
  const base = endpoints && cluster.request.privateClusterConfig;
  return completeEndpoints({...(base && {privateClusterConfig: base}), ...Object.fromEntries(plain)}, endpoints);
}

/** `clusters.update`: https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/ClusterUpdate */
export function updateCluster(call: Call): Reply {
  const cluster = clusterOf(call);
  const update: Json = call.body.update ?? {};
  checkIdle(call.context, cluster);
  if (update.desiredMasterVersion) return upgradeMaster(call, cluster, update.desiredMasterVersion);
  if (update.desiredNodeVersion) return upgradeNodes(call, cluster, update);
  const broken = (update.desiredMasterAuthorizedNetworksConfig?.cidrBlocks ?? []).find(
    (block: Json) => !parseRange(String(block.cidrBlock)),
  );
  if (broken) throw new CloudRefusal(400, `Invalid CIDR block "${broken.cidrBlock}" in master authorized networks.`);
  const unserved = Object.keys(update).filter(
    (field) =>
      !plainUpdates[field] &&
      ![
        'desiredNodePoolId',
        'desiredNodePoolAutoscaling',
        'desiredReleaseChannel',
        'desiredLocations',
        'desiredNodeKubeletConfig',
        'desiredControlPlaneEndpointsConfig',
        'etag',
      ].includes(field),
  );
  if (unserved.length > 0)
    throw new CloudRefusal(501, `Updating ${unserved.join(', ')} is not served by this rehearsal.`, {
      reason: 'notImplemented',
    });
  if (Object.keys(update).length === 0) throw new CloudRefusal(400, 'Must specify a field to update.');
  const request = selectRequestChanges(cluster, update);
  const pool =
    update.desiredNodePoolAutoscaling && selectPool(cluster, update.desiredNodePoolId || cluster.pools[0]?.name || '');
  const change = {
    request,
    ...(update.desiredReleaseChannel && {channel: update.desiredReleaseChannel.channel || 'UNSPECIFIED'}),
    ...(update.desiredLocations && {locations: update.desiredLocations}),
    ...(pool && {pool: pool.name, autoscaling: completeAutoscaling(update.desiredNodePoolAutoscaling) ?? null}),
  };
  return startClusterChange(call, cluster, 'UPDATE_CLUSTER', drawBetween(call.context, 15_000, 60_000), change);
}

/** Older methods that each change one field, as updates of it. */
const singleUpdates: Readonly<Record<string, (body: Json) => Json>> = {
  setAddons: ({addonsConfig}) => ({desiredAddonsConfig: addonsConfig}),
  setLocations: ({locations}) => ({desiredLocations: locations}),
  setLogging: ({loggingService}) => ({desiredLoggingService: loggingService}),
  setMonitoring: ({monitoringService}) => ({desiredMonitoringService: monitoringService}),
  updateMaster: ({masterVersion}) => ({desiredMasterVersion: masterVersion}),
};

/** `clusters.setAddons`, `setLocations`, `setLogging`, `setMonitoring` and `updateMaster`. */
export function updateClusterField(call: Call): Reply {
  const method = call.route.id.split('.').pop() ?? '';
  return updateCluster({...call, body: {update: singleUpdates[method]?.(call.body) ?? {}}});
}
