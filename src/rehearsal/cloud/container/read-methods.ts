import type {Call, Reply} from '../http/call.js';
import {reply} from '../http/call.js';
import {type ClusterState, isZone, listClusterStates, selectCluster, selectPool} from './cluster-state.js';
import {versionOf} from './container-operation.js';
import {formatCluster} from './format-cluster.js';
import {formatPool} from './format-pool.js';

/** The cluster of a call's path. */
export function clusterOf(call: Call): ClusterState {
  const {project = '', location = '', cluster = ''} = call.params;
  return selectCluster(call.context, project, location, cluster);
}

export function readCluster(call: Call): Reply {
  return reply(formatCluster(call.context, clusterOf(call), versionOf(call)));
}

/** `clusters.list` of a location, or of all with `-`. */
export function listClusters(call: Call): Reply {
  const {project, location} = call.params;
  const clusters = listClusterStates(call.context)
    .filter((cluster) => cluster.projectId === project && (location === '-' || cluster.location === location))
    .map((cluster) => formatCluster(call.context, cluster, versionOf(call)));
  return reply(clusters.length > 0 ? {clusters} : {});
}

export function readPool(call: Call): Reply {
  const cluster = clusterOf(call);
  return reply(formatPool(call.context, cluster, selectPool(cluster, call.params.pool ?? ''), versionOf(call)));
}

export function listPools(call: Call): Reply {
  const cluster = clusterOf(call);
  const nodePools = cluster.pools.map((pool) => formatPool(call.context, cluster, pool, versionOf(call)));
  return reply(nodePools.length > 0 ? {nodePools} : {});
}

/** `getServerConfig`: https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/ServerConfig */
export function readServerConfig(call: Call): Reply {
  const {versions} = call.context.catalogue;
  return reply({
    channels: Object.entries(versions.channels).flatMap(([channel, offered]) =>
      offered ? [{channel, ...offered}] : [],
    ),
    defaultClusterVersion: versions.defaultVersion,
    defaultImageType: 'COS_CONTAINERD',
    validImageTypes: ['COS_CONTAINERD', 'UBUNTU_CONTAINERD'],
    validMasterVersions: versions.validMasterVersions,
    validNodeVersions: versions.validNodeVersions,
  });
}

/** `locations.list` of v1beta1: zones and regions with their kind. */
export function listLocations(call: Call): Reply {
  const {regions, zones} = call.context.catalogue;
  return reply({
    locations: [...regions, ...zones].map((name) => ({
      name,
      type: isZone(name) ? 'ZONE' : 'REGION',
      recommended: true,
    })),
  });
}
