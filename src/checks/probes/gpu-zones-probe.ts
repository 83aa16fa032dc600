import {CloudFailure} from '../../model/cloud-failure.js';
import {selectGpuQuotaLeft} from '../../model/gpu-quota-left.js';
import type {GpuPoolConfig} from '../../model/install-config.js';
import {selectRegion} from '../../model/location.js';
import {NotApplicable} from '../../model/not-applicable.js';
import type {InstanceState, ReservationState} from '../../model/ports/compute.js';
import {selectGpuQuota} from '../../model/quota-key.js';
import {type RankedZone, rankZones, type ZoneFacts} from '../../model/rank-zones.js';
import {selectVersion} from '../../release/select-version.js';
import {requireProject} from './is-project-to-create.js';
import type {Probe, ProbeInputs} from './probe.js';

/** A GPU pool with the zones that could carry it, best first. */
export interface GpuZonesFact {
  readonly pool: string;
  /** At the pool's most, over all its zones. */
  readonly gpus: number;
  readonly zones: readonly RankedZone[];
  /** GPUs in reservations of the pool's own zones that it would take from by itself. */
  readonly reserved: number;
}

/** How many zones are kept, and how many further regions are asked for their versions. */
const mostZones = 8;
const mostRegions = 4;

/** GPUs that stand reserved and unused for a pool's machines; a reservation that has to be named is not taken from. */
function countReserved(pool: GpuPoolConfig, zone: string, reservations: readonly ReservationState[]): number {
  return reservations
    .filter(
      (reservation) =>
        reservation.zone === zone &&
        !reservation.isSpecific &&
        reservation.machineType === pool.machineType &&
        (reservation.accelerator === undefined ||
          (reservation.accelerator.type === pool.accelerator && reservation.accelerator.count === pool.count)),
    )
    .reduce((sum, {count, inUse}) => sum + Math.max(0, count - inUse) * pool.count, 0);
}

/** Asks, and takes a refusal of this one part for not knowing it. */
async function attempt<T>(asking: Promise<T>): Promise<T | undefined> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof CloudFailure && error.kind !== 'unauthenticated') return undefined;
    throw error;
  }
}

async function rankPool(inputs: ProbeInputs, pool: GpuPoolConfig): Promise<GpuZonesFact> {
  const {ports, config, release} = inputs;
  const project = config.project.id;
  const key = selectGpuQuota(pool.accelerator, pool.spot);
  const [accelerators, machines, regions, families, reservations, instances] = await Promise.all([
    ports.capacity.listAccelerators(project),
    attempt(ports.capacity.listMachinePlaces(project, pool.machineType)),
    attempt(ports.quotas.listEverywhere(project)),
    key?.kind === 'gpu-family' ? attempt(ports.quotas.listFamilies(project, 'gpus')) : undefined,
    attempt(ports.capacity.listReservations(project)),
    attempt(ports.capacity.listInstances(project)),
  ]);
  const isOwn = ({cluster, nodePool}: InstanceState) => cluster === config.cluster.name && nodePool === pool.name;
  // What a limit leaves for this pool: what the pool has already is its own.
  const selectLeft = (region: string) =>
    selectGpuQuotaLeft(
      {accelerator: pool.accelerator, isSpot: pool.spot, region},
      {regions, families, instances},
      isOwn,
    );
  const zones = accelerators
    .filter(({type}) => type === pool.accelerator)
    .map(
      ({zone}): ZoneFacts => ({
        zone,
        hasAccelerator: true,
        hasMachine: machines?.some((place) => place.zone === zone),
        hasVersion: true,
        quotaLeft: selectLeft(selectRegion(zone)),
        reserved: countReserved(pool, zone, reservations ?? []),
      }),
    );
  const nodes = Math.max(pool.nodes, pool.autoscaling.max);
  const gpus = nodes * pool.count * Math.max(1, pool.zones.length);
  const location = pool.zones[0] ?? config.location;
  const wish = {accelerator: pool.accelerator, gpus, machineType: pool.machineType, location};
  // Versions are asked for where it could matter: in the regions of the best zones.
  const first = rankZones(wish, zones);
  const candidates = [...new Set(first.map(({zone}) => selectRegion(zone)))].slice(0, mostRegions);
  const home = selectRegion(config.location);
  const offers = new Map(
    await Promise.all(
      [...new Set([home, ...candidates])].map(
        async (region) =>
          [
            region,
            await attempt(ports.clusters.fetchVersions(project, region === home ? config.location : region)),
          ] as const,
      ),
    ),
  );
  const ranked = rankZones(
    wish,
    zones.map((facts) => {
      const offer = offers.get(selectRegion(facts.zone));
      if (offer === undefined) return {...facts, hasVersion: undefined};
      const {version, channel} = config.cluster;
      return {...facts, hasVersion: 'version' in selectVersion(offer, release.kubernetes, version, channel)};
    }),
  );
  // The plan's own zones are kept, wherever they rank.
  const kept = ranked.filter(({zone}, index) => index < mostZones || pool.zones.includes(zone));
  const ownZones = pool.zones.length > 0 ? pool.zones : [config.location];
  return {
    pool: pool.name,
    gpus,
    zones: kept,
    reserved: ownZones.reduce((sum, zone) => sum + countReserved(pool, zone, reservations ?? []), 0),
  };
}

/** The zones that could carry each GPU pool: accelerator, machine type, version, quota and reservations together. */
export const gpuZonesProbe: Probe<readonly GpuZonesFact[]> = {
  id: 'gpu-zones',
  async collect(inputs) {
    const {ports, config} = inputs;
    if (config.gpuPools.length === 0) throw new NotApplicable('no GPU pool is planned');
    await requireProject(ports, config);
    return Promise.all(config.gpuPools.map((pool) => rankPool(inputs, pool)));
  },
};
