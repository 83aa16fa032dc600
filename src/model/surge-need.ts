import {formatQuotaKey, type QuotaKey, selectCpuQuota, selectGpuQuota} from './quota-key.js';

/** How a pool’s nodes are exchanged, as far as it takes room. */
export type SurgeStrategy = {readonly kind: 'surge'; readonly maxSurge: number} | {readonly kind: 'blue-green'};

/** A pool that is to be upgraded, by what its nodes take. */
export interface SurgePool {
  readonly name: string;
  readonly machineType: string;
  /** vCPUs of a node; undefined where the machine type is not known. */
  readonly cpus: number | undefined;
  readonly isSpot: boolean;
  readonly accelerator: {readonly type: string; readonly count: number} | undefined;
  readonly diskSizeGb: number;
  readonly diskType: string | undefined;
  readonly hasAddress: boolean;
  /** Nodes over all zones. */
  readonly nodes: number;
  readonly strategy: SurgeStrategy;
}

/** A limit as it stands; `usage` is null where nobody tells it. */
interface Limit {
  readonly kind: QuotaKey['kind'];
  readonly name: string;
  readonly limit: number;
  readonly usage: number | null;
}

/** What exchanging the nodes of pools takes of a limit for a while. */
export interface SurgeJudgement {
  /** In sentences: what is needed and not left. */
  readonly shortages: readonly string[];
  /** What could not be judged: a machine type that nobody knows, a limit whose use is not told. */
  readonly unknowns: readonly string[];
  /** The most nodes that are added at a time. */
  readonly mostNodes: number;
}

/**
 * Nodes that stand beside the old ones for a while: GKE exchanges one zone of a pool at a time, and with blue-green the
 * whole pool stands twice. https://cloud.google.com/kubernetes-engine/docs/concepts/node-pool-upgrade-strategies
 */
export function countSurgeNodes({nodes, strategy}: Pick<SurgePool, 'nodes' | 'strategy'>): number {
  return strategy.kind === 'blue-green' ? nodes : Math.min(strategy.maxSurge, nodes);
}

function listAmounts(pool: SurgePool, cpus: number): ReadonlyArray<readonly [QuotaKey, number]> {
  const {machineType, isSpot, accelerator, diskSizeGb, diskType, hasAddress} = pool;
  const gpus = accelerator === undefined ? undefined : selectGpuQuota(accelerator.type, isSpot);
  const count = accelerator?.count ?? 0;
  return [
    [selectCpuQuota(machineType, isSpot), cpus],
    [{kind: 'global', metric: 'CPUS_ALL_REGIONS'}, cpus],
    [{kind: 'regional', metric: 'INSTANCES'}, 1],
    [{kind: 'regional', metric: diskType === 'pd-standard' ? 'DISKS_TOTAL_GB' : 'SSD_TOTAL_GB'}, diskSizeGb],
    ...(hasAddress ? ([[{kind: 'regional', metric: 'IN_USE_ADDRESSES'}, 1]] as const) : []),
    ...(gpus === undefined ? [] : ([[gpus, count]] as const)),
    ...(accelerator === undefined || isSpot ? [] : ([[{kind: 'global', metric: 'GPUS_ALL_REGIONS'}, count]] as const)),
  ];
}

const nameOf = (key: QuotaKey) => ('metric' in key ? key.metric : key.family);

/** Whether the limits leave room for the nodes that each pool is given for a while; pools are exchanged one after another. */
export function judgeSurge(pools: readonly SurgePool[], limits: readonly Limit[]): SurgeJudgement {
  const shortages: string[] = [];
  const unknowns: string[] = [];
  for (const pool of pools) {
    const nodes = countSurgeNodes(pool);
    if (nodes === 0) continue;
    if (pool.cpus === undefined) {
      unknowns.push(`${pool.name}: nobody knows how large ${pool.machineType} is`);
      continue;
    }
    for (const [key, amount] of listAmounts(pool, pool.cpus)) {
      const limit = limits.find(({kind, name}) => kind === key.kind && name === nameOf(key));
      // A limit that is not told is not one that would be met.
      if (limit === undefined || limit.limit < 0) continue;
      const needed = nodes * amount;
      if (limit.usage === null) unknowns.push(`${pool.name}: how much of ${formatQuotaKey(key)} is used is not told`);
      else if (limit.limit - limit.usage < needed)
        shortages.push(
          `${pool.name}: ${nodes} more ${nodes === 1 ? 'node takes' : 'nodes take'} ${needed} of ${formatQuotaKey(key)}, and ${Math.max(0, limit.limit - limit.usage)} of ${limit.limit} are left`,
        );
    }
  }
  return {
    shortages: [...new Set(shortages)],
    unknowns: [...new Set(unknowns)],
    mostNodes: Math.max(0, ...pools.map(countSurgeNodes)),
  };
}
