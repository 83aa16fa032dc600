import type {CloudContext} from '../cloud-context.js';
import type {Json} from '../json.js';
import {formatTime} from '../operations/format-time.js';
import {type ClusterState, isZone} from './cluster-state.js';
import {formatNetworking} from './format-networking.js';
import {formatPool} from './format-pool.js';
import {formatSettings} from './format-settings.js';

/** https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters */
export function formatCluster(context: CloudContext, cluster: ClusterState, version: string): Json {
  const pools = cluster.pools.map((pool) => formatPool(context, cluster, pool, version));
  const place = `projects/${cluster.projectId}/${isZone(cluster.location) ? 'zones' : 'locations'}/${cluster.location}`;
  const [firstPool] = pools;
  return {
    name: cluster.name,
    id: cluster.uid,
    selfLink: `https://container.googleapis.com/${version}/${place}/clusters/${cluster.name}`,
    location: cluster.location,
    locations: cluster.locations,
    ...(isZone(cluster.location) && {zone: cluster.location}),
    status: cluster.status,
    ...(cluster.conditions?.length && {conditions: cluster.conditions, statusMessage: cluster.conditions[0]?.message}),
    createTime: formatTime(cluster.createdAtMs),
    initialClusterVersion: cluster.initialVersion,
    currentMasterVersion: cluster.version,
    currentNodeVersion: cluster.pools[0]?.version ?? cluster.version,
    currentNodeCount: cluster.pools.reduce((sum, pool) => sum + pool.nodes.length, 0),
    initialNodeCount: cluster.pools[0]?.initialNodeCount ?? 0,
    ...(cluster.endpoint && {endpoint: cluster.endpoint}),
    masterAuth: {
      clientCertificateConfig: {},
      ...(cluster.caCertificate && {clusterCaCertificate: cluster.caCertificate}),
    },
    releaseChannel: cluster.channel === 'UNSPECIFIED' ? {} : {channel: cluster.channel},
    etag: cluster.etag,
    labelFingerprint: cluster.labelFingerprint,
    ...formatNetworking(context, cluster),
    ...formatSettings(cluster),
    ...(firstPool && {nodeConfig: firstPool.config}),
    nodePools: pools,
    instanceGroupUrls: pools.flatMap((pool) => pool.instanceGroupUrls),
  };
}
