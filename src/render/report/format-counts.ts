import type {Report} from '../../model/finding.js';

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** Counts in words, worst first; what there is none of is left out. */
export function formatCounts({counts, waived}: Report['summary']): string {
  const idle = counts.skipped - waived;
  return [
    ...(counts.fail > 0 ? [`${counts.fail} failed`] : []),
    ...(counts.warn > 0 ? [plural(counts.warn, 'warning', 'warnings')] : []),
    ...(counts.unknown > 0 ? [`${counts.unknown} unknown`] : []),
    `${counts.pass} passed`,
    ...(waived > 0 ? [`${waived} waived`] : []),
    ...(idle > 0 ? [`${idle} not looked at or not needed`] : []),
  ].join(', ');
}
