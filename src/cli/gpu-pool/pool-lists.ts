import type {GpuOffer} from '../../model/advise-pools.js';
import {type AcceleratorType, acceleratorTypes} from '../../model/gpu-hosts.data.js';
import {selectGpuQuotaLeft} from '../../model/gpu-quota-left.js';
import {isZone, selectRegion} from '../../model/location.js';
import type {PoolWish} from '../../model/pool-wish.js';
import type {MachineTypeState} from '../../model/ports/compute.js';
import type {PromptChoice} from '../../model/ports/prompter.js';
import type {PoolFacts} from './collect-pool-facts.js';

/** What is offered to somebody who is asked: everything comes from the project and the cluster. */
export interface PoolLists {
  readonly location: string;
  readonly offer: GpuOffer;
  /** Names of pools that stand. */
  readonly names: readonly string[];
  /** GPUs that the cluster’s region has. */
  readonly types: readonly AcceleratorType[];
  zonesOf(type: AcceleratorType): readonly string[];
  /** GPUs that the limit of the region leaves; undefined is not known. */
  leftOf(type: AcceleratorType, isSpot: boolean): number | undefined;
  /** Reservations of the pool’s machine in its zone that have room. */
  reservationsFor(wish: PoolWish): readonly string[];
  /** Machine types of a zone; undefined where the project does not tell. */
  listMachines(zone: string): Promise<readonly MachineTypeState[] | undefined>;
}

/** The lists of a cluster, out of what its project told. */
export function createPoolLists(
  facts: PoolFacts,
  place: {readonly location: string; readonly names: readonly string[]},
  listMachines: PoolLists['listMachines'],
): PoolLists {
  const {location} = place;
  const region = selectRegion(location);
  const here = (facts.offer.accelerators ?? []).filter(({zone}) => selectRegion(zone) === region);
  const home = (zone: string) => Number(isZone(location) && zone === location);
  return {
    ...place,
    offer: facts.offer,
    types: acceleratorTypes.filter((type) => here.some((one) => one.type === type)),
    zonesOf: (type) =>
      here
        .filter((one) => one.type === type)
        .map(({zone}) => zone)
        .sort((a, b) => home(b) - home(a) || (a < b ? -1 : 1)),
    leftOf: (accelerator, isSpot) => selectGpuQuotaLeft({accelerator, isSpot, region}, facts.offer),
    reservationsFor: ({machineType, zones}) =>
      (facts.reservations ?? [])
        .filter((one) => one.machineType === machineType && zones?.includes(one.zone) === true && one.count > one.inUse)
        .map(({name}) => name),
    listMachines,
  };
}

/** Machine types as choices, those that the zone has; all of them where it does not tell. */
export async function shownMachines(
  lists: PoolLists,
  zone: string,
  names: readonly string[],
): Promise<readonly PromptChoice[]> {
  const machines = await lists.listMachines(zone);
  if (machines === undefined) return names.map((name) => ({value: name, label: name}));
  return names.flatMap((name) => {
    const found = machines.find((machine) => machine.name === name);
    return found === undefined
      ? []
      : [{value: name, label: name, hint: `${found.cpus} vCPU, ${Math.round(found.memoryMib / 1024)} GB`}];
  });
}
