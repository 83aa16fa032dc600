import {acceleratorTypes} from './gpu-hosts.data.js';
import {shortenAcceleratorType} from './gpu-names.js';
import type {GpuPoolConfig} from './install-config.js';
import {selectRegion} from './location.js';
import type {Shortage} from './parse-shortage.js';
import {type Rung, selectRungs} from './select-rungs.js';

/** What can be done about a pool that there is no capacity for. */
export type WayOn =
  | {readonly kind: 'keep' | 'shrink' | 'stop'}
  | {readonly kind: 'wait'; readonly minutes: number}
  | {readonly kind: 'rung'; readonly rung: Rung};

/** A way with the words that it is offered by. */
export interface OfferedWay {
  readonly way: WayOn;
  readonly label: string;
  readonly hint?: string;
}

/** How long a watch lasts that nobody gave a length: Google’s own patience with a pool is 35 minutes. */
export const usualWaitMinutes = 60;

function describe({pool}: Rung): string {
  const {accelerator, count, machineType, zones, spot, reservation} = pool;
  const how = spot ? ', spot' : reservation === undefined ? '' : `, from reservation ${reservation}`;
  return `${count} × ${shortenAcceleratorType(accelerator)} on ${machineType} in ${zones.join(', ')}${how}`;
}

/**
 * Every way on from a shortage: keep, wait, shrink, then what the ladder has left, other zones of the region, spot and
 * reservations, other GPUs.
 */
export function listWaysOn(
  shortage: Shortage,
  pool: GpuPoolConfig,
  rungs: readonly Rung[],
  around: Parameters<typeof selectRungs>[1],
): readonly OfferedWay[] {
  const {kind, running, expected} = shortage;
  const region = selectRegion(pool.zones[0] ?? '');
  const zones = (around.offer.accelerators ?? [])
    .filter(({type, zone}) => type === pool.accelerator && selectRegion(zone) === region && !pool.zones.includes(zone))
    .map(({zone}) => zone);
  const others = acceleratorTypes.filter(
    (type) =>
      type !== pool.accelerator &&
      around.offer.accelerators?.some((place) => place.type === type && selectRegion(place.zone) === region),
  );
  const words = [
    ...zones.sort(),
    pool.spot ? 'on-demand' : 'spot',
    'reservation',
    ...others.map(shortenAcceleratorType),
  ];
  const offered = words.flatMap((word): OfferedWay[] => {
    // A ladder of this one word, without the pool as it is written.
    const [rung] = selectRungs({...pool, fallback: [word]}, around).rungs.filter((one) => one.word === word);
    return rung === undefined ? [] : [{way: {kind: 'rung', rung}, label: `Instead: ${describe(rung)}`}];
  });
  const ladder = rungs.map(
    (rung): OfferedWay => ({way: {kind: 'rung', rung}, label: `Next of the ladder (${rung.word}): ${describe(rung)}`}),
  );
  const hasSome = kind === 'stockout' && running !== undefined && running > 0;
  return [
    ...(kind === 'stockout'
      ? [
          {way: {kind: 'keep'} as const, label: 'Keep it as it stands', hint: 'Google keeps trying to add the rest'},
          {
            way: {kind: 'wait', minutes: usualWaitMinutes} as const,
            label: `Wait, for at most ${usualWaitMinutes} minutes`,
            hint: 'The watch ends by itself',
          },
        ]
      : []),
    ...(hasSome
      ? [{way: {kind: 'shrink'} as const, label: `Shrink it to the ${running} of ${expected} nodes that stand`}]
      : []),
    ...ladder,
    ...offered.filter(({label}) => !ladder.some((one) => one.label.endsWith(label.replace('Instead', '')))),
    {way: {kind: 'stop'}, label: 'Stop here', hint: 'What stands stays; the same command takes it up again'},
  ];
}
