import type {CloudContext} from '../cloud-context.js';
import {drawExternalAddress, findInternalAddress} from '../compute/addresses.js';
import {formatAddress, parseRange} from '../compute/ip-range.js';
import {takeMachine} from '../faults/take-machine.js';
import {drawSuffix} from '../operations/draw-id.js';
import type {ClusterState, NodeState, PoolState} from './cluster-state.js';
import {findExhaustedQuota} from './find-exhausted-quota.js';

/** Prefix of a pool's instances and instance group: https://cloud.google.com/kubernetes-engine/docs/concepts/node-pools */
export function groupName(cluster: ClusterState, pool: PoolState): string {
  return `gke-${cluster.name.slice(0, 20)}-${pool.name.slice(0, 20)}`.replace(/-+$/, '');
}

function findPodCidr(cluster: ClusterState): string {
  const range = parseRange(cluster.podRange)!;
  const taken = new Set(cluster.pools.flatMap((pool) => pool.nodes.map((node) => node.podCidr)));
  for (let first = range.first; first < range.last; first += 256) {
    const cidr = `${formatAddress(first)}/24`;
    if (!taken.has(cidr)) return cidr;
  }
  return `${formatAddress(range.first)}/24`;
}

function createNode(
  context: CloudContext,
  cluster: ClusterState,
  pool: PoolState,
  zone: string,
): NodeState | undefined {
  const internalIp = findInternalAddress(context, context.state.compute[cluster.subnetworkPath] ?? {});
  if (!internalIp) return undefined;
  const isPrivate = Boolean(cluster.request.privateClusterConfig?.enablePrivateNodes);
  return {
    name: `${groupName(cluster, pool)}-${pool.hash}-${drawSuffix(context, 4)}`,
    zone,
    internalIp,
    ...(!isPrivate && {externalIp: drawExternalAddress(context)}),
    podCidr: findPodCidr(cluster),
    version: pool.version,
  };
}

/** Why a pool did not get all its machines. */
export interface Shortfall {
  readonly condition: 'GCE_STOCKOUT' | 'GCE_QUOTA_EXCEEDED';
  /** The message of https://cloud.google.com/kubernetes-engine/docs/troubleshooting/troubleshoot-cluster-creation */
  readonly message: string;
}

function describeShortfall(
  cluster: ClusterState,
  pool: PoolState,
  zone: string,
  quota: string | undefined,
  suffix: string,
): Shortfall {
  const expected = Object.values(pool.sizes).reduce((sum, size) => sum + size, 0);
  const running = pool.nodes.length;
  const instance = `${groupName(cluster, pool)}-${pool.hash}-${suffix}`;
  const cause = quota
    ? `[GCE_QUOTA_EXCEEDED]: Instance '${instance}' creation failed: ${quota}`
    : `[GCE_STOCKOUT]: Instance '${instance}' creation failed: The zone 'projects/${cluster.projectId}/zones/${zone}' does not have enough resources available to fulfill the request. '(resource type:compute)'.`;
  const message = `Google Compute Engine: Not all instances running in IGM after 35m4.0s. Expected ${expected}, running ${running}, transitioning ${expected - running}. Current errors: ${cause}`;
  return {condition: quota ? 'GCE_QUOTA_EXCEEDED' : 'GCE_STOCKOUT', message};
}

/** Makes one machine, or says why there is none to be had. */
export function addNode(
  context: CloudContext,
  cluster: ClusterState,
  pool: PoolState,
  zone: string,
): Shortfall | undefined {
  const quota = findExhaustedQuota(context, cluster, pool);
  if (quota || !takeMachine(context, zone, pool.config.machineType))
    return describeShortfall(cluster, pool, zone, quota, drawSuffix(context, 4));
  const node = createNode(context, cluster, pool, zone);
  if (node) pool.nodes.push(node);
  return undefined;
}

/** Makes and removes machines until each zone has its size, the newest going first; answers what is missing. */
export function applyPoolSize(context: CloudContext, cluster: ClusterState, pool: PoolState): Shortfall | undefined {
  let shortfall: Shortfall | undefined;
  for (const zone of new Set([...Object.keys(pool.sizes), ...pool.nodes.map((node) => node.zone)])) {
    const wanted = pool.sizes[zone] ?? 0;
    const present = pool.nodes.filter((node) => node.zone === zone);
    for (const node of present.slice(wanted)) pool.nodes.splice(pool.nodes.indexOf(node), 1);
    for (let count = present.length; count < wanted; count++)
      shortfall = addNode(context, cluster, pool, zone) ?? shortfall;
  }
  return shortfall;
}
