import {selectRegion} from './location.js';

/** What a pool asks of a zone. */
export interface ZoneWish {
  readonly accelerator: string;
  /** GPUs of the whole pool at its most. */
  readonly gpus: number;
  readonly machineType: string;
  /** Where it is planned. */
  readonly location: string;
}

/** What is known of one zone; undefined is not known. */
export interface ZoneFacts {
  readonly zone: string;
  readonly hasAccelerator: boolean;
  readonly hasMachine: boolean | undefined;
  /** Whether GKE offers a version there that the release supports. */
  readonly hasVersion: boolean | undefined;
  /** GPUs of the type that the quota of the zone's region leaves. */
  readonly quotaLeft: number | undefined;
  /** GPUs of the type in reservations of the zone that nobody uses. */
  readonly reserved: number;
}

export interface RankedZone extends ZoneFacts {
  /** Whether it has everything, as far as can be told without trying. */
  readonly isComplete: boolean;
  /** What it lacks or what is not known of it, in words; empty where it has everything. */
  readonly gaps: readonly string[];
  readonly distance: 'here' | 'region' | 'continent' | 'away';
}

const distances: ReadonlyArray<RankedZone['distance']> = ['here', 'region', 'continent', 'away'];

/** Continents as the names of regions begin; the two names of North America are one. */
const continentOf = (zone: string) => (zone.split('-')[0] ?? '').replace(/^us$/, 'northamerica');

function selectDistance(zone: string, location: string): RankedZone['distance'] {
  if (zone === location) return 'here';
  if (selectRegion(zone) === selectRegion(location)) return 'region';
  return continentOf(zone) === continentOf(location) ? 'continent' : 'away';
}

function listGaps(wish: ZoneWish, facts: ZoneFacts): string[] {
  const {hasMachine, hasVersion, quotaLeft, reserved} = facts;
  const needed = Math.max(0, wish.gpus - reserved);
  return [
    ...(facts.hasAccelerator ? [] : [`no ${wish.accelerator}`]),
    ...(hasMachine === false ? [`no ${wish.machineType}`] : hasMachine === undefined ? ['machine type not known'] : []),
    ...(hasVersion === false ? ['no supported version'] : hasVersion === undefined ? ['version not known'] : []),
    ...(quotaLeft === undefined
      ? ['quota not known']
      : quotaLeft < needed
        ? [`quota for ${quotaLeft} of ${needed}`]
        : []),
  ];
}

/**
 * Zones from best to worst: those that have everything first, then with fewer gaps, then reserved GPUs, then
 * nearness. Zones without the accelerator are left out. A listing is not capacity: only creating shows that.
 */
export function rankZones(wish: ZoneWish, zones: readonly ZoneFacts[]): readonly RankedZone[] {
  return zones
    .filter(({hasAccelerator}) => hasAccelerator)
    .map((facts): RankedZone => {
      const gaps = listGaps(wish, facts);
      return {...facts, gaps, isComplete: gaps.length === 0, distance: selectDistance(facts.zone, wish.location)};
    })
    .sort(
      (a, b) =>
        a.gaps.length - b.gaps.length ||
        Math.min(b.reserved, wish.gpus) - Math.min(a.reserved, wish.gpus) ||
        distances.indexOf(a.distance) - distances.indexOf(b.distance) ||
        (b.quotaLeft ?? 0) - (a.quotaLeft ?? 0) ||
        (a.zone < b.zone ? -1 : 1),
    );
}
