import type {CloudContext} from '../cloud-context.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import type {Json} from '../json.js';

/** One virtual machine of a pool. */
export interface NodeState {
  readonly name: string;
  readonly zone: string;
  readonly internalIp: string;
  readonly externalIp?: string;
  readonly podCidr: string;
  readonly version: string;
}

export interface PoolState {
  readonly name: string;
  /** What a client is shown, but for status, version and what follows from the nodes. */
  config: Json;
  autoscaling?: Json;
  management: Json;
  upgradeSettings: Json;
  networkConfig: Json;
  maxPods: number;
  initialNodeCount: number;
  locations: readonly string[];
  version: string;
  status: 'PROVISIONING' | 'RUNNING' | 'RUNNING_WITH_ERROR' | 'RECONCILING' | 'STOPPING' | 'ERROR';
  readonly hash: string;
  /** How many nodes each zone is meant to have. */
  sizes: Record<string, number>;
  nodes: NodeState[];
  /** When the autoscaler last asked for machines that did not come. */
  scaleFailure?: {readonly atMs: number; readonly condition: string};
  /** Names of nodes that go first when the pool shrinks. */
  leaving?: readonly string[];
  conditions?: Json[];
  /** How far a blue-green upgrade is. */
  upgradePhase?: string;
}

export interface ClusterState {
  readonly uid: string;
  readonly projectId: string;
  readonly location: string;
  readonly name: string;
  readonly hash: string;
  /** What the client asked for, completed; see `formatCluster`. */
  request: Json;
  networkPath: string;
  subnetworkPath: string;
  podRange: string;
  serviceRange: string;
  readonly endpointIp: string;
  /** Where the control plane answers from inside the network. */
  readonly privateEndpoint: string;
  endpoint?: string;
  caCertificate?: string;
  version: string;
  readonly initialVersion: string;
  channel: string;
  locations: string[];
  status: 'PROVISIONING' | 'RUNNING' | 'RECONCILING' | 'STOPPING' | 'ERROR' | 'DEGRADED';
  readonly createdAtMs: number;
  etag: string;
  labelFingerprint: string;
  pools: PoolState[];
  conditions?: Json[];
}

/** Whether a location is a zone. */
export function isZone(location: string): boolean {
  return /-[a-z]$/.test(location);
}

/** A cluster's path in the state. */
export function clusterPath(project: string, location: string, name: string): string {
  return `projects/${project}/locations/${location}/clusters/${name}`;
}

/** A cluster's name as refusals write it: zones are zones there. */
export function shownPath(project: string, location: string, name: string): string {
  return `projects/${project}/${isZone(location) ? 'zones' : 'locations'}/${location}/clusters/${name}`;
}

/** All clusters, typed. */
export function listClusterStates(context: CloudContext): ClusterState[] {
  return Object.values(context.state.clusters) as ClusterState[];
}

/** The cluster with that id. */
export function findClusterById(context: CloudContext, uid: string): ClusterState | undefined {
  return listClusterStates(context).find((cluster) => cluster.uid === uid);
}

/** The cluster of a path, or GKE's 404; a zonal name is unknown at its region. */
export function selectCluster(context: CloudContext, project: string, location: string, name: string): ClusterState {
  const cluster = context.state.clusters[clusterPath(project, location, name)] as ClusterState | undefined;
  if (cluster) return cluster;
  throw new CloudRefusal(404, `Not found: ${shownPath(project, location, name)}.`);
}

/** The pool of that name, or GKE's 404. */
export function selectPool(cluster: ClusterState, name: string): PoolState {
  const pool = cluster.pools.find((other) => other.name === name);
  if (pool) return pool;
  const path = `${clusterPath(cluster.projectId, cluster.location, cluster.name)}/nodePools/${name}`;
  throw new CloudRefusal(404, `nodePool "${path}" not found`);
}
