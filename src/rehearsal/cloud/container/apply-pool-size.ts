import type {CloudContext} from '../cloud-context.js';
import {drawExternalAddress, findInternalAddress} from '../compute/addresses.js';
import {findFreeRange, parseRange} from '../compute/ip-range.js';
import {takeMachine} from '../faults/take-machine.js';
import {drawSuffix} from '../operations/draw-id.js';
import type {ClusterState, NodeState, PoolState} from './cluster-state.js';
import {findExhaustedQuota} from './find-exhausted-quota.js';

/** How the instances of a cluster's pools begin. */
export function groupPrefix(cluster: ClusterState): string {
  return `gke-${cluster.name.slice(0, 20)}-`;
}

/** Prefix of a pool's instances and instance group: https://cloud.google.com/kubernetes-engine/docs/concepts/node-pools */
export function groupName(cluster: ClusterState, pool: PoolState): string {
  return `${groupPrefix(cluster)}${pool.name.slice(0, 20)}`.replace(/-+$/, '');
}

/**
 * Twice as many addresses as pods, to the next power of two: https://cloud.google.com/kubernetes-engine/docs/how-to/flexible-pod-cidr
 */
export function podRangeBits(maxPods: number): number {
  return 32 - Math.ceil(Math.log2(maxPods * 2));
}

function findPodCidr(cluster: ClusterState, maxPods: number): string | undefined {
  const taken = cluster.pools.flatMap((pool) => pool.nodes.flatMap((node) => parseRange(node.podCidr) ?? []));
  return findFreeRange(parseRange(cluster.podRange)!, podRangeBits(maxPods), taken);
}

function createNode(
  context: CloudContext,
  cluster: ClusterState,
  pool: PoolState,
  zone: string,
): NodeState | undefined {
  const internalIp = findInternalAddress(context, context.state.compute[cluster.subnetworkPath] ?? {});
  const podCidr = findPodCidr(cluster, pool.maxPods);
  if (!internalIp || !podCidr) return undefined;
  const isPrivate = Boolean(cluster.request.privateClusterConfig?.enablePrivateNodes);
  return {
    name: `${groupName(cluster, pool)}-${pool.hash}-${drawSuffix(context, 4)}`,
    zone,
    internalIp,
    ...(!isPrivate && {externalIp: drawExternalAddress(context)}),
    podCidr,
    version: pool.version,
  };
}

/** Why a pool did not get all its machines. */
export interface Shortfall {
  readonly condition: 'GCE_STOCKOUT' | 'GCE_QUOTA_EXCEEDED' | 'UNKNOWN';
  /** The message of https://cloud.google.com/kubernetes-engine/docs/troubleshooting/troubleshoot-cluster-creation */
  readonly message: string;
}

type Cause = readonly [condition: Shortfall['condition'], code: string, text: string];

function describeShortfall(
  context: CloudContext,
  cluster: ClusterState,
  pool: PoolState,
  [condition, code, text]: Cause,
): Shortfall {
  const expected = Object.values(pool.sizes).reduce((sum, size) => sum + size, 0);
  const running = pool.nodes.length;
  const instance = `${groupName(cluster, pool)}-${pool.hash}-${drawSuffix(context, 4)}`;
  const summary = `Not all instances running in IGM after 35m4.0s. Expected ${expected}, running ${running}, transitioning ${expected - running}.`;
  const message = `Google Compute Engine: ${summary} Current errors: [${code}]: Instance '${instance}' creation failed: ${text}`;
  return {condition, message};
}

/** Makes one machine, or says why there is none to be had. */
export function addNode(
  context: CloudContext,
  cluster: ClusterState,
  pool: PoolState,
  zone: string,
): Shortfall | undefined {
  const fail = (...cause: Cause) => describeShortfall(context, cluster, pool, cause);
  const quota = findExhaustedQuota(context, cluster, pool);
  if (quota) return fail('GCE_QUOTA_EXCEEDED', 'GCE_QUOTA_EXCEEDED', quota);
  if (!takeMachine(context, zone, pool.config.machineType)) {
    const place = `projects/${cluster.projectId}/zones/${zone}`;
    const text = `The zone '${place}' does not have enough resources available to fulfill the request. '(resource type:compute)'.`;
    return fail('GCE_STOCKOUT', 'GCE_STOCKOUT', text);
  }
  const node = createNode(context, cluster, pool, zone);
  if (!node) return fail('UNKNOWN', 'IP_SPACE_EXHAUSTED', `IP space of '${cluster.subnetworkPath}' is exhausted.`);
  pool.nodes.push(node);
  return undefined;
}

/** Makes and removes machines until each zone has its size; those named go first, then the newest. Answers what is missing. */
export function applyPoolSize(context: CloudContext, cluster: ClusterState, pool: PoolState): Shortfall | undefined {
  let shortfall: Shortfall | undefined;
  for (const zone of new Set([...Object.keys(pool.sizes), ...pool.nodes.map((node) => node.zone)])) {
    const wanted = pool.sizes[zone] ?? 0;
    const present = pool.nodes.filter((node) => node.zone === zone);
    const isLeaving = (node: NodeState) => (pool.leaving?.includes(node.name) ? 1 : 0);
    const lastOut = [...present].sort((a, b) => isLeaving(a) - isLeaving(b));
    for (const node of lastOut.slice(wanted)) pool.nodes.splice(pool.nodes.indexOf(node), 1);
    for (let count = present.length; count < wanted; count++)
      shortfall = addNode(context, cluster, pool, zone) ?? shortfall;
  }
  return shortfall;
}
