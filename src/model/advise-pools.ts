import {adviseGpus, type GpuOption, type ModelMemory, type Serving, selectModelMemory} from './advise-gpus.js';
import {type GpuQuotaFacts, selectGpuQuotaLeft} from './gpu-quota-left.js';
import {gpuTypes} from './gpu-types.data.js';
import type {LlmModel} from './llm-models.data.js';
import {selectRegion} from './location.js';
import {type RankedZone, rankZones} from './rank-zones.js';

/** What a project was asked about GPUs; undefined is not known. */
export interface GpuOffer extends GpuQuotaFacts {
  readonly accelerators: ReadonlyArray<{readonly type: string; readonly zone: string}> | undefined;
  /** Zones by machine type, as far as they were asked for. */
  readonly machines: Readonly<Record<string, readonly string[] | undefined>>;
}

/** Nothing is known of any project. */
export const unknownOffer: GpuOffer = {
  accelerators: undefined,
  machines: {},
  regions: undefined,
  families: undefined,
  instances: undefined,
};

/** A zone that has the GPUs, with what the limits of its region leave; undefined is not known. */
export interface PoolPlace {
  readonly zone: string;
  /** GPUs. */
  readonly onDemandLeft: number | undefined;
  readonly spotLeft: number | undefined;
  readonly distance: RankedZone['distance'];
}

/** One way to serve a model from one node. */
export interface PoolOption extends GpuOption {
  /** As people call the GPU. */
  readonly gpu: string;
  /** The first of `machineTypes`, which the places are of. */
  readonly machineType: string;
  /** Best first; undefined where no project was asked or it did not answer, empty where no zone has it. */
  readonly places: readonly PoolPlace[] | undefined;
}

export interface PoolAdvice {
  readonly memory: ModelMemory;
  /** Those of the platform's table first, then with fewer GPUs. */
  readonly options: readonly PoolOption[];
}

/** How many zones of an option are kept. */
const mostPlaces = 8;

function selectPlaces(
  {accelerator, count}: GpuOption,
  machineType: string,
  location: string | undefined,
  offer: GpuOffer,
): readonly PoolPlace[] | undefined {
  if (offer.accelerators === undefined) return undefined;
  const machines = offer.machines[machineType];
  const leftOf = (zone: string, isSpot: boolean) =>
    selectGpuQuotaLeft({accelerator, isSpot, region: selectRegion(zone)}, offer);
  const zones = offer.accelerators
    .filter(({type, zone}) => type === accelerator && (machines === undefined || machines.includes(zone)))
    .map(({zone}) => ({
      zone,
      hasAccelerator: true,
      hasMachine: machines === undefined ? undefined : true,
      // Which versions GKE offers is asked when a pool is added.
      hasVersion: true,
      quotaLeft: leftOf(zone, false),
      reserved: 0,
    }));
  return (
    rankZones({accelerator, gpus: count, machineType, location: location ?? ''}, zones)
      // The zones that a cluster there can have are kept, wherever they rank.
      .filter(({distance}, index) => index < mostPlaces || distance === 'here' || distance === 'region')
      .map(({zone, quotaLeft, distance}) => ({zone, onDemandLeft: quotaLeft, spotLeft: leftOf(zone, true), distance}))
  );
}

/** Which pools hold a model, by what its weights and its cache take, and where a project can have them. */
export function advisePools(
  model: LlmModel,
  serving: Serving,
  location: string | undefined,
  offer: GpuOffer,
): PoolAdvice {
  const options = adviseGpus(model, serving).flatMap((option): PoolOption[] => {
    const [machineType] = option.machineTypes;
    if (machineType === undefined) return [];
    const places = selectPlaces(option, machineType, location, offer);
    return [{...option, gpu: gpuTypes[option.accelerator].name, machineType, places}];
  });
  return {
    memory: selectModelMemory(model, serving),
    options: options.sort(
      (a, b) => Number(b.isRecommended) - Number(a.isRecommended) || a.count - b.count || a.memoryGb - b.memoryGb,
    ),
  };
}
