import type {GpuOffer} from './advise-pools.js';
import type {AcceleratorType} from './gpu-hosts.data.js';
import {listCounts, listMachineTypes} from './gpu-hosts.js';
import {findAcceleratorType} from './gpu-names.js';
import {gpuTypes} from './gpu-types.data.js';
import type {GpuPoolConfig} from './install-config.js';
import {isZone, selectRegion} from './location.js';
import {formatUsualTaint} from './node-taint.js';
import type {NodePoolState} from './ports/clusters.js';
import type {ReservationState} from './ports/compute.js';

/** One way to have a pool, in the order of the ladder. */
export interface Rung {
  /** The word of the ladder; undefined for the pool as it is written. */
  readonly word: string | undefined;
  readonly pool: GpuPoolConfig;
}

/** A word of the ladder that comes to nothing here, and why. */
export interface Gap {
  readonly word: string;
  readonly reason: string;
}

interface Surroundings {
  readonly offer: GpuOffer;
  readonly reservations: readonly ReservationState[] | undefined;
}

const isOffered = (offer: GpuOffer, type: string, zone: string) =>
  offer.accelerators === undefined || offer.accelerators.some((place) => place.type === type && place.zone === zone);

/** As much memory as before, or the most that one machine has. */
function selectOther(type: AcceleratorType, pool: GpuPoolConfig): Pick<GpuPoolConfig, 'count' | 'machineType'> {
  const memoryGb = (gpuTypes[pool.accelerator as AcceleratorType]?.memoryGb ?? 0) * pool.count;
  const counts = listCounts(type);
  const count = counts.find((one) => gpuTypes[type].memoryGb * one >= memoryGb) ?? counts.at(-1) ?? 1;
  return {count, machineType: listMachineTypes(type, count)[0] ?? ''};
}

function findReservation(pool: GpuPoolConfig, reservations: readonly ReservationState[] | undefined) {
  return reservations?.find(
    ({zone, machineType, accelerator, count, inUse}) =>
      pool.zones.includes(zone) &&
      machineType === pool.machineType &&
      (accelerator === undefined || (accelerator.type === pool.accelerator && accelerator.count === pool.count)) &&
      count > inUse,
  );
}

/** The pool with one thing changed, or why it cannot be. */
function change(
  pool: GpuPoolConfig,
  word: string,
  home: readonly string[],
  around: Surroundings,
): GpuPoolConfig | string {
  const {offer, reservations} = around;
  const {reservation: _taken, ...free} = pool;
  if (word === 'on-demand') return {...free, spot: false};
  if (word === 'spot') return {...free, spot: true};
  if (word === 'reservation') {
    const found = findReservation(pool, reservations);
    return found === undefined
      ? `no reservation of ${pool.machineType} in ${pool.zones.join(', ')} has machines left`
      : {...pool, spot: false, reservation: found.name};
  }
  if (isZone(word))
    return isOffered(offer, pool.accelerator, word)
      ? {...free, zones: [word]}
      : `${pool.accelerator} is not offered in ${word}`;
  const type = findAcceleratorType(word);
  if (type === undefined) return `${word} is nothing to fall back to`;
  const region = selectRegion(pool.zones[0] ?? '');
  const listed = offer.accelerators?.filter((place) => place.type === type && selectRegion(place.zone) === region);
  const zone = [...pool.zones, ...home, ...(listed ?? []).map((place) => place.zone)].find((one) =>
    isOffered(offer, type, one),
  );
  const taints = pool.taints ?? [formatUsualTaint(pool.accelerator)];
  return zone === undefined
    ? `${type} is in no zone of ${region}`
    : // What tolerates the pool as it is written shall run on it as it is.
      {...free, accelerator: type, ...selectOther(type, pool), zones: [zone], taints};
}

const formatShape = ({accelerator, count, machineType, zones, spot, reservation}: GpuPoolConfig) =>
  JSON.stringify([accelerator, count, machineType, [...zones].sort(), spot, reservation ?? '']);

/**
 * The ladder of a pool: the pool as it is written, then with one thing after the other changed, each on top of what came
 * before. A ladder that begins with a reservation begins there, since a reservation is paid for either way. What comes to
 * the same as an earlier rung is left out.
 */
export function selectRungs(
  pool: GpuPoolConfig,
  around: Surroundings,
): {readonly rungs: readonly Rung[]; readonly gaps: readonly Gap[]} {
  const rungs: Rung[] = [];
  const gaps: Gap[] = [];
  let current = pool;
  const add = (rung: Rung) => {
    if (!rungs.some((other) => formatShape(other.pool) === formatShape(rung.pool))) rungs.push(rung);
  };
  const climb = (word: string) => {
    const next = change(current, word, pool.zones, around);
    if (typeof next === 'string') {
      gaps.push({word, reason: next});
      return;
    }
    current = next;
    add({word, pool: next});
  };
  const [first, ...rest] = pool.fallback ?? [];
  if (first === 'reservation') climb(first);
  add({word: undefined, pool});
  for (const word of first === undefined || first === 'reservation' ? rest : [first, ...rest]) climb(word);
  return {rungs, gaps};
}

/** Whether a pool that stands is of the shape that is meant. */
export function isOfShape(state: NodePoolState, pool: GpuPoolConfig): boolean {
  const [accelerator] = state.accelerators;
  return (
    state.machineType === pool.machineType &&
    accelerator?.type === pool.accelerator &&
    accelerator.count === pool.count &&
    state.isSpot === pool.spot &&
    (state.reservation ?? '') === (pool.reservation ?? '') &&
    (pool.zones.length === 0 || pool.zones.every((zone) => state.locations.includes(zone)))
  );
}
