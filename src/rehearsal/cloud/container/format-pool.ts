import type {CloudContext} from '../cloud-context.js';
import {formatLink} from '../compute/links.js';
import type {Json} from '../json.js';
import {groupName, podRangeBits} from './apply-pool-size.js';
import {type ClusterState, isZone, type PoolState} from './cluster-state.js';

/** Links of a pool's instance groups, one for each zone. */
function listGroupLinks(cluster: ClusterState, pool: PoolState): string[] {
  return pool.locations.map((zone) =>
    formatLink(
      `projects/${cluster.projectId}/zones/${zone}/instanceGroupManagers/${groupName(cluster, pool)}-${pool.hash}-grp`,
    ),
  );
}

/** https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters.nodePools */
export function formatPool(_context: CloudContext, cluster: ClusterState, pool: PoolState, version: string): Json {
  const place = `projects/${cluster.projectId}/${isZone(cluster.location) ? 'zones' : 'locations'}/${cluster.location}`;
  return {
    name: pool.name,
    config: pool.config,
    initialNodeCount: pool.initialNodeCount,
    ...(pool.autoscaling && {autoscaling: pool.autoscaling}),
    management: pool.management,
    maxPodsConstraint: {maxPodsPerNode: String(pool.maxPods)},
    podIpv4CidrSize: podRangeBits(pool.maxPods),
    locations: pool.locations,
    networkConfig: {
      podRange: `gke-${cluster.name}-pods-${cluster.hash}`,
      podIpv4CidrBlock: cluster.podRange,
      podIpv4RangeUtilization: 0.001,
      subnetwork: cluster.subnetworkPath,
      ...(cluster.request.privateClusterConfig?.enablePrivateNodes && {enablePrivateNodes: true}),
      ...pool.networkConfig,
    },
    selfLink: `https://container.googleapis.com/${version}/${place}/clusters/${cluster.name}/nodePools/${pool.name}`,
    version: pool.version,
    instanceGroupUrls: listGroupLinks(cluster, pool),
    status: pool.status,
    upgradeSettings: pool.upgradeSettings,
    ...(pool.upgradePhase && {updateInfo: {blueGreenInfo: {phase: pool.upgradePhase}}}),
    ...(pool.conditions?.length && {conditions: pool.conditions, statusMessage: pool.conditions[0]?.message}),
    etag: Buffer.from(`${pool.hash}${pool.version}${pool.status}`).toString('base64').slice(0, 24),
  };
}
