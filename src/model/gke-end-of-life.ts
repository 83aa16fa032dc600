import {gkeSupport} from './gke-support.data.js';

/** When a version's support ends: at a date, after the last date that is known, or before the first. */
export interface EndOfLife {
  readonly minor: string;
  readonly endMs: number;
  readonly precision: 'date' | 'not-before' | 'not-after';
}

const minorOf = (version: string) => /^v?(\d+)\.(\d+)(?:$|[.-])/.exec(version);
const numberOf = (minor: string) => Number(minor.split('.')[0]) * 1000 + Number(minor.split('.')[1]);

/** The Extended channel supports a minor for up to 24 months. https://cloud.google.com/kubernetes-engine/versioning */
function selectExtendedEnd(available: string): number {
  const date = new Date(available);
  return date.setUTCMonth(date.getUTCMonth() + 24);
}

/** Undefined for what is no version. Minors newer than the table end after the last one of it, older ones before the first. */
export function selectEndOfLife(version: string, channel: string): EndOfLife | undefined {
  const match = minorOf(version);
  if (match === null) return undefined;
  const minor = `${match[1]}.${match[2]}`;
  const endOf = ({available, endOfStandard}: {readonly available: string; readonly endOfStandard: string}) =>
    channel === 'extended' ? selectExtendedEnd(available) : Date.parse(endOfStandard);
  const own = gkeSupport[minor];
  if (own !== undefined) return {minor, endMs: endOf(own), precision: 'date'};
  const known = Object.entries(gkeSupport).sort(([a], [b]) => numberOf(a) - numberOf(b));
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return numberOf(minor) > numberOf(last[0])
    ? {minor, endMs: endOf(last[1]), precision: 'not-before'}
    : {minor, endMs: endOf(first[1]), precision: 'not-after'};
}
