import {readFileSync} from 'node:fs';
import type {StructureDifference} from './compare-structure.js';

/** A difference from the recordings that stands on purpose. */
export interface AcceptedDifference {
  readonly suite: 'google-cloud' | 'kubernetes';
  /** Regular expression over the recording's file, `container/containercluster.json`. */
  readonly file: string;
  /** Regular expression over `METHOD path`. */
  readonly request: string;
  /** Regular expression over the key path. */
  readonly path: string;
  readonly reason: string;
}

export const mostAcceptedDifferences = 40;

/** All accepted differences of both suites. */
export function readAcceptedDifferences(): readonly AcceptedDifference[] {
  return JSON.parse(
    readFileSync(new URL('accepted-differences.json', import.meta.url), 'utf8'),
  ) as AcceptedDifference[];
}

/** Whether an entry is about that difference of that exchange. */
export function covers(
  entry: AcceptedDifference,
  file: string,
  request: string,
  difference: StructureDifference,
): boolean {
  const matches = (pattern: string, text: string) => new RegExp(`^(?:${pattern})$`).test(text);
  return matches(entry.file, file) && matches(entry.request, request) && matches(entry.path, difference.path);
}
