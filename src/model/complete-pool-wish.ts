import {adviseGpus, usualServing} from './advise-gpus.js';
import type {GpuOffer} from './advise-pools.js';
import type {AcceleratorType} from './gpu-hosts.data.js';
import {listCounts, listMachineTypes} from './gpu-hosts.js';
import {findAcceleratorType, shortenAcceleratorType} from './gpu-names.js';
import {selectGpuQuotaLeft} from './gpu-quota-left.js';
import type {GpuPoolConfig} from './install-config.js';
import {isZone, selectRegion} from './location.js';
import {parseLlmModel} from './parse-llm-model.js';
import type {PoolWish} from './pool-wish.js';
import {rankZones} from './rank-zones.js';

const usualMost = 2;
const usualDiskGb = 100;

/** The GPU and the number of it that a wish comes to; a model decides where the wish leaves them open. */
function selectGpus(wish: PoolWish, offer: GpuOffer, location: string): {accelerator: AcceleratorType; count: number} {
  const named = findAcceleratorType(wish.accelerator ?? '');
  const model = wish.model === undefined ? undefined : parseLlmModel(wish.model)?.model;
  const options = model === undefined ? [] : adviseGpus(model, usualServing);
  const region = selectRegion(location);
  const isHere = (type: string) =>
    offer.accelerators?.some((place) => place.type === type && selectRegion(place.zone) === region) ?? true;
  const fitting = options.filter(({accelerator}) => named === undefined || accelerator === named);
  const ranked = [...fitting].sort(
    (a, b) =>
      Number(isHere(b.accelerator)) - Number(isHere(a.accelerator)) ||
      Number(b.isRecommended) - Number(a.isRecommended) ||
      a.count - b.count ||
      a.memoryGb - b.memoryGb,
  );
  const accelerator = named ?? ranked[0]?.accelerator ?? 'nvidia-tesla-t4';
  const held = ranked.find((option) => option.accelerator === accelerator)?.count;
  return {accelerator, count: wish.count ?? held ?? listCounts(accelerator)[0] ?? 1};
}

/** The best zone of the cluster’s region that has both GPU and machine; the cluster’s own where nothing is known. */
function selectZones(
  location: string,
  own: readonly string[],
  gpus: {readonly accelerator: string; readonly count: number; readonly most: number; readonly machineType: string},
  isSpot: boolean,
  offer: GpuOffer,
): readonly string[] {
  const {accelerator, count, most, machineType} = gpus;
  const region = selectRegion(location);
  const machines = offer.machines[machineType];
  const zones = (offer.accelerators ?? [])
    .filter(({type, zone}) => type === accelerator && selectRegion(zone) === region)
    .map(({zone}) => ({
      zone,
      hasAccelerator: true,
      hasMachine: machines?.includes(zone),
      hasVersion: true,
      quotaLeft: selectGpuQuotaLeft({accelerator, isSpot, region}, offer),
      reserved: 0,
    }));
  const home = isZone(location) ? location : (own[0] ?? `${region}-a`);
  const [best] = rankZones({accelerator, gpus: count * most, machineType, location: home}, zones);
  return [best?.zone ?? home];
}

/** `gpu-t4-4`: what a pool is called where nobody says. */
export function formatPoolName(accelerator: string, count: number): string {
  return `gpu-${shortenAcceleratorType(accelerator)}-${count}`;
}

/**
 * A pool with everything that the wish left open: the fewest GPUs that hold the model, the most usual machine that
 * carries them, the best zone of the cluster’s region. The wish has no problems of its own.
 */
export function completePoolWish(
  wish: PoolWish,
  cluster: {readonly location: string; readonly zones: readonly string[]},
  offer: GpuOffer,
): GpuPoolConfig {
  const {accelerator, count} = selectGpus(wish, offer, cluster.location);
  const machineType = wish.machineType ?? listMachineTypes(accelerator, count)[0] ?? '';
  const min = wish.min ?? 0;
  const max = wish.max ?? Math.max(usualMost, min, wish.nodes ?? 0);
  const gpus = {accelerator, count, most: max, machineType};
  const spot = wish.spot ?? false;
  return {
    name: wish.name ?? formatPoolName(accelerator, count),
    accelerator,
    count,
    machineType,
    zones: wish.zones ?? selectZones(cluster.location, cluster.zones, gpus, spot, offer),
    nodes: wish.nodes ?? min,
    autoscaling: {min, max},
    spot,
    diskSizeGb: wish.diskSizeGb ?? usualDiskGb,
    ...(wish.reservation === undefined ? {} : {reservation: wish.reservation}),
    ...(wish.diskType === undefined ? {} : {diskType: wish.diskType}),
    ...(wish.labels === undefined ? {} : {labels: wish.labels}),
    ...(wish.taints === undefined ? {} : {taints: wish.taints}),
    ...(wish.version === undefined ? {} : {version: wish.version}),
    ...(wish.fallback === undefined ? {} : {fallback: wish.fallback}),
  };
}
