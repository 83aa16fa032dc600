import type {Report} from '../model/finding.js';
import {exitCodes} from './exit-codes.js';

/** The exit code of a report, the same in every format; `failure` is the command's own for a failed check. */
export function selectReportExitCode(
  {summary}: Report,
  options: {readonly isStrict: boolean; readonly failure: number},
): number {
  if (summary.counts.fail > 0) return options.failure;
  return options.isStrict && summary.counts.warn + summary.counts.unknown > 0 ? exitCodes.strict : exitCodes.ok;
}
