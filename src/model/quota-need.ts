import type {InstallConfig} from './install-config.js';
import {isZone} from './location.js';
import {isSharedNetwork} from './network-place.js';
import {formatQuotaKey, type QuotaKey, selectCpuQuota, selectGpuQuota} from './quota-key.js';

/** A pool of the plan by what its nodes take. */
export interface PlannedPool {
  readonly name: string;
  readonly machineType: string;
  readonly accelerator?: {readonly type: string; readonly count: number} | undefined;
  readonly isSpot: boolean;
  readonly diskSizeGb: number;
  /** Nodes in each zone: as created, and at the most. */
  readonly start: number;
  readonly most: number;
  /** Empty where the pool goes wherever the cluster's nodes go. */
  readonly zones: readonly string[];
}

/** Pools that the plan creates or has created. An existing cluster keeps its own system pool. */
export function selectPlannedPools(config: InstallConfig): readonly PlannedPool[] {
  const {cluster, nodePools, gpuPools} = config;
  const plain = [...(cluster.mode === 'create' ? [cluster.systemPool] : []), ...nodePools].map((pool) => ({
    name: pool.name,
    machineType: pool.machineType,
    isSpot: false,
    diskSizeGb: pool.diskSizeGb,
    start: pool.nodes,
    most: Math.max(pool.nodes, pool.autoscaling?.max ?? 0),
    zones: [],
  }));
  const accelerated = gpuPools.map((pool) => ({
    name: pool.name,
    machineType: pool.machineType,
    accelerator: {type: pool.accelerator, count: pool.count},
    isSpot: pool.spot,
    diskSizeGb: pool.diskSizeGb,
    start: Math.max(pool.nodes, pool.autoscaling.min),
    most: Math.max(pool.nodes, pool.autoscaling.max),
    zones: pool.zones,
  }));
  return [...plain, ...accelerated];
}

/** What the plan takes of one limit. */
export interface QuotaNeed {
  readonly key: QuotaKey;
  /** Once everything is created. */
  readonly start: number;
  /** With every pool at its maximum. */
  readonly most: number;
  /** What an upgrade takes on top: GKE upgrades one pool at a time, one node more at once. */
  readonly surge: number;
  /** What of it this deployment has already. */
  readonly held: number;
  /** What of it this deployment may have already: whether it stands could not be looked at. */
  readonly unseen: number;
  /** What it is made of, for people. */
  readonly parts: readonly string[];
}

/** What stands already, so that it is not asked for twice. */
export interface Standing {
  /** Nodes by pool, over all zones. */
  readonly nodes: Readonly<Record<string, number>>;
  /** Names of the plan's own disks, addresses, rules and routers that exist. */
  readonly resources: readonly string[];
  /** Names of those of which that could not be looked at. */
  readonly unseen: readonly string[];
  readonly hasCluster: boolean;
}

interface Draft {
  readonly key: QuotaKey;
  start: number;
  most: number;
  surge: number;
  held: number;
  unseen: number;
  readonly parts: string[];
}

/** GKE makes these rules itself for a cluster and for its load balancer. https://cloud.google.com/kubernetes-engine/docs/concepts/firewall-rules */
const rulesOfCluster = 6;

/** A regional cluster's nodes go to three zones. https://cloud.google.com/kubernetes-engine/docs/concepts/regional-clusters */
const zonesOfRegion = 3;

const regional = (metric: string): QuotaKey => ({kind: 'regional', metric});
const global = (metric: string): QuotaKey => ({kind: 'global', metric});

function selectNodeAmounts(
  pool: PlannedPool,
  cpus: number,
  hasAddress: boolean,
): ReadonlyArray<readonly [QuotaKey, number]> {
  const {accelerator, isSpot, machineType, diskSizeGb} = pool;
  const gpus = accelerator === undefined ? undefined : selectGpuQuota(accelerator.type, isSpot);
  return [
    [selectCpuQuota(machineType, isSpot), cpus],
    [global('CPUS_ALL_REGIONS'), cpus],
    [regional('INSTANCES'), 1],
    [regional('SSD_TOTAL_GB'), diskSizeGb],
    ...(hasAddress ? ([[regional('IN_USE_ADDRESSES'), 1]] as const) : []),
    ...(gpus === undefined || accelerator === undefined ? [] : ([[gpus, accelerator.count]] as const)),
    // Spot GPUs have their regional twin only. https://cloud.google.com/compute/resource-usage#gpu_quota
    ...(accelerator === undefined || isSpot ? [] : ([[global('GPUS_ALL_REGIONS'), accelerator.count]] as const)),
  ];
}

/** Disks, addresses, rules and routers of the plan: limit, amount, name. */
function selectResources(config: InstallConfig): ReadonlyArray<readonly [QuotaKey, number, string]> {
  const {deployment, disks, domain, cluster} = config;
  const all = [disks.conda, ...(disks.llm === undefined ? [] : [disks.llm])];
  // A shared network's routers and rules count against its own project, whose limits are not this plan's.
  const hasOwnNetwork = !isSharedNetwork(config);
  const isPrivate = hasOwnNetwork && cluster.mode === 'create' && cluster.private?.nodes === true;
  return [
    ...all.map(
      (disk) =>
        [regional(disk.type === 'pd-standard' ? 'DISKS_TOTAL_GB' : 'SSD_TOTAL_GB'), disk.sizeGb, disk.name] as const,
    ),
    ...(domain.exposure === 'external'
      ? ([
          [regional('STATIC_ADDRESSES'), 1, `${deployment}-ingress`],
          [regional('IN_USE_ADDRESSES'), 1, `${deployment}-ingress`],
        ] as const)
      : []),
    ...(isPrivate
      ? ([
          [global('ROUTERS'), 1, `${deployment}-router`],
          [regional('IN_USE_ADDRESSES'), 1, `${deployment}-router`],
        ] as const)
      : []),
    ...(hasOwnNetwork ? ([[global('FIREWALLS'), 1, `${cluster.name}-istio`]] as const) : []),
  ];
}

/**
 * What the plan takes of every limit that it touches, at its start, at its most, and while it is upgraded.
 * `cpus` are the vCPUs by machine type; a pool whose machine type is not among them is left out and named.
 */
export function selectQuotaNeeds(
  config: InstallConfig,
  cpus: Readonly<Record<string, number>>,
  standing: Standing,
): {readonly needs: readonly QuotaNeed[]; readonly unsized: readonly string[]} {
  const drafts = new Map<string, Draft>();
  const draftOf = (key: QuotaKey): Draft => {
    const name = `${key.kind} ${formatQuotaKey(key)}`;
    const draft = drafts.get(name) ?? {key, start: 0, most: 0, surge: 0, held: 0, unseen: 0, parts: []};
    drafts.set(name, draft);
    return draft;
  };
  const unsized: string[] = [];
  const hasAddresses = config.cluster.private?.nodes !== true;
  for (const pool of selectPlannedPools(config)) {
    const size = cpus[pool.machineType];
    if (size === undefined) {
      unsized.push(pool.name);
      continue;
    }
    const zones = pool.zones.length > 0 ? pool.zones.length : isZone(config.location) ? 1 : zonesOfRegion;
    const [start, most] = [pool.start * zones, pool.most * zones];
    for (const [key, amount] of selectNodeAmounts(pool, size, hasAddresses)) {
      const draft = draftOf(key);
      draft.start += start * amount;
      draft.most += most * amount;
      draft.surge = Math.max(draft.surge, amount);
      draft.held += Math.min(most, standing.nodes[pool.name] ?? 0) * amount;
      draft.parts.push(`${pool.name} ${most} × ${amount}`);
    }
  }
  for (const [key, amount, name] of selectResources(config)) {
    const draft = draftOf(key);
    draft.start += amount;
    draft.most += amount;
    if (standing.resources.includes(name)) draft.held += amount;
    if (standing.unseen.includes(name)) draft.unseen += amount;
    draft.parts.push(`${name} ${amount}`);
  }
  if (!standing.hasCluster && !isSharedNetwork(config)) {
    const rules = draftOf(global('FIREWALLS'));
    rules.start += rulesOfCluster;
    rules.most += rulesOfCluster;
    rules.parts.push(`GKE’s own ${rulesOfCluster}`);
  }
  return {needs: [...drafts.values()].map((draft) => ({...draft, parts: [...draft.parts]})), unsized};
}

/** How a limit stands to a need, in four words. */
export type QuotaVerdict = 'available' | 'low' | 'not' | 'unknown';

/** Less than this share of the limit left counts as low. */
const lowShare = 0.2;

/** `usage` is undefined where Google does not tell it. */
export function judgeQuotaNeed(
  need: Pick<QuotaNeed, 'most' | 'surge' | 'held'>,
  quota: {readonly limit: number; readonly usage: number | undefined},
): {readonly verdict: QuotaVerdict; readonly asked: number; readonly left: number | undefined} {
  const asked = Math.max(0, need.most + need.surge - need.held);
  if (need.most === 0 || asked === 0)
    return {verdict: 'available', asked, left: quota.usage === undefined ? undefined : quota.limit - quota.usage};
  if (quota.usage === undefined) {
    // What is above the whole limit is above what is left of it, whoever uses how much.
    return {verdict: need.most + need.surge > quota.limit ? 'not' : 'unknown', asked, left: undefined};
  }
  const left = quota.limit - quota.usage;
  if (asked > left) return {verdict: 'not', asked, left};
  return {verdict: left - asked < quota.limit * lowShare ? 'low' : 'available', asked, left};
}
