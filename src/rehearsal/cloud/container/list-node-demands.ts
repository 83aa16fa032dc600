import {isOffered, regionOf} from '../catalogue/catalogue.js';
import type {CloudContext} from '../cloud-context.js';
import {isZone, listClusterStates, type PoolState} from './cluster-state.js';

/** How much of each quota metric one thing takes, and how many of it there are. */
export interface NodeDemand {
  readonly amounts: Readonly<Record<string, number>>;
}

/** What one node of a pool takes: https://cloud.google.com/compute/resource-usage */
export function demandOfNode(
  context: CloudContext,
  config: PoolState['config'],
  hasExternalIp: boolean,
  isGlobal: boolean,
): Record<string, number> {
  const machine = context.catalogue.machines.get(config.machineType);
  const isSpot = Boolean(config.spot || config.preemptible);
  const [attached] = config.accelerators ?? [];
  const type = attached?.acceleratorType ?? machine?.accelerator?.type;
  const count = Number(attached?.acceleratorCount ?? machine?.accelerator?.count ?? 0);
  const cpus = machine?.cpus ?? 0;
  if (isGlobal)
    return {CPUS_ALL_REGIONS: cpus, GPUS_ALL_REGIONS: isSpot ? 0 : count, ...(hasExternalIp && {IN_USE_ADDRESSES: 0})};
  const facts = type ? context.catalogue.accelerators.get(type) : undefined;
  // Spot GPUs have metrics of Compute Engine's own throughout; on demand the newer types are families.
  const family = facts?.gpuFamily && (isSpot ? `${facts.gpuFamily}_GPUS` : `GPU_FAMILY:${facts.gpuFamily}`);
  const gpuMetric = facts?.quotaMetric ?? family;
  return {
    [isSpot ? 'PREEMPTIBLE_CPUS' : (machine?.quotaMetric ?? 'CPUS')]: cpus,
    INSTANCES: 1,
    [config.diskType === 'pd-standard' ? 'DISKS_TOTAL_GB' : 'SSD_TOTAL_GB']: Number(config.diskSizeGb ?? 100),
    ...(hasExternalIp && {IN_USE_ADDRESSES: 1}),
    ...(gpuMetric && {[isSpot ? `PREEMPTIBLE_${gpuMetric}` : gpuMetric]: count}),
  };
}

/** What the nodes of a project's clusters take in a region, or altogether where `region` is left out. */
export function listNodeDemands(context: CloudContext, project: string, region: string | undefined): NodeDemand[] {
  return listClusterStates(context)
    .filter((cluster) => cluster.projectId === project)
    .filter(
      (cluster) => !region || (isZone(cluster.location) ? regionOf(cluster.location) : cluster.location) === region,
    )
    .flatMap((cluster) => {
      const isPrivate = Boolean(cluster.request.privateClusterConfig?.enablePrivateNodes);
      return cluster.pools.flatMap((pool) => {
        const amounts = demandOfNode(context, pool.config, !isPrivate, !region);
        const wanted = Object.values(pool.sizes).reduce((sum, size) => sum + size, 0);
        return Array.from({length: Math.max(wanted, pool.nodes.length)}, () => ({amounts}));
      });
    });
}

/** Whether a machine type exists in a zone. */
export function isMachineOffered(context: CloudContext, name: string, zone: string): boolean {
  const machine = context.catalogue.machines.get(name);
  return machine !== undefined && isOffered(machine, zone);
}
