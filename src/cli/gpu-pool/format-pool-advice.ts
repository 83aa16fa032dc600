import {formatModelMemory, type Serving, usableShare} from '../../model/advise-gpus.js';
import type {PoolOption, PoolPlace} from '../../model/advise-pools.js';
import {formatPoolName} from '../../model/complete-pool-wish.js';
import {isZone, selectRegion} from '../../model/location.js';
import type {AdviceResult} from './run-advise.js';

/** Zones that stand in the text of one option. */
const shownPlaces = 4;

const leftText = (left: number | undefined) => (left === undefined ? 'unknown' : String(left));

function formatPlace({zone, onDemandLeft, spotLeft}: PoolPlace, count: number): string {
  const isShort = onDemandLeft !== undefined && onDemandLeft < count;
  return `${zone} (quota left: ${leftText(onDemandLeft)} on demand, ${leftText(spotLeft)} spot${isShort ? `; one node takes ${count}` : ''})`;
}

function formatPlaces({places, count}: PoolOption): string {
  if (places === undefined) return 'zones and quota unknown';
  if (places.length === 0) return 'in no zone of this project';
  const shown = places.filter(
    ({distance}, index) => index < shownPlaces || distance === 'here' || distance === 'region',
  );
  const text = shown.map((place) => formatPlace(place, count)).join(', ');
  return places.length > shown.length ? `${text}, and more` : text;
}

/**
 * The entry of `gpuPools` that plans an option, in the best zone that a cluster at `location` can have; undefined
 * where none is known, because a cluster's pools lie in its own region.
 */
function formatPoolEntry(option: PoolOption, location: string | undefined): string | undefined {
  if (location === undefined) return undefined;
  const place = option.places?.find(({zone}) => selectRegion(zone) === selectRegion(location));
  if (place === undefined) return undefined;
  const isOwnZone = isZone(location) && place.zone === location;
  const {accelerator, count, machineType} = option;
  const name = formatPoolName(accelerator, count);
  const zones = isOwnZone ? '' : `, zones: [${place.zone}]`;
  return `- {name: ${name}, accelerator: ${accelerator}, count: ${count}, machineType: ${machineType}${zones}}`;
}

/** Whose zones these are, or why they are nobody's. */
function sayProject({project, advice}: AdviceResult): string {
  if (project === undefined)
    return 'Zones and quota are unknown: no project is named. Name one with --project-id or a configuration.';
  if (advice.options.every(({places}) => places === undefined)) return `Project ${project} did not tell its zones.`;
  return `Zones and quota are those of project ${project}. A listing is not capacity: whether a GPU is free shows only when one is created.`;
}

/** The advice for people: the arithmetic, then each option with where it can be had and what plans it. */
export function formatPoolAdvice(result: AdviceResult, serving: Serving): string {
  const {model, isEstimated, advice, location, gaps} = result;
  const share = `${Math.round(usableShare * 100)} %`;
  const head = [
    `${model.name}, ${model.bitsPerWeight} bits a weight: ${formatModelMemory(advice.memory, serving)}`,
    ...(isEstimated
      ? ['The cache is the most that a model of this size takes; models with grouped attention take less.']
      : []),
    `${share} of a GPU’s memory counts as usable. One node has to hold the whole model.`,
  ];
  const options = advice.options.map((option) => {
    const {count, gpu, machineTypes, memoryGb, usableGb, isRecommended} = option;
    const entry = formatPoolEntry(option, location);
    return [
      `${count} × ${gpu}${isRecommended ? ' (the runbook’s own advice)' : ''}: ${memoryGb} GB, ${usableGb.toFixed(1)} GB usable`,
      `  machines  ${machineTypes.join(', ')}`,
      `  zones     ${formatPlaces(option)}`,
      ...(entry === undefined ? [] : [`  gpuPools  ${entry}`]),
    ].join('\n');
  });
  const tail = [
    sayProject(result),
    ...gaps.map(({missing, message}) => `Unknown without ${missing}: ${message}`),
    'Prices are not carried by this version.',
  ];
  const none = 'No machine has GPUs enough for it on one node.';
  return [head.join('\n'), ...(options.length === 0 ? [none] : options), tail.join('\n')].join('\n\n');
}
