import type {Finding} from '../../model/finding.js';
import {matchGlob} from '../../model/match-glob.js';
import type {Waiver} from '../../model/waiver.js';

/** The end of a waiver's last day, in UTC, in milliseconds since the epoch; NaN where it is no date. */
export function selectWaiverEnd({expires}: Waiver): number {
  return Date.parse(`${expires}T23:59:59.999Z`);
}

/** A finding that a waiver in force covers no longer counts, and says who answers for it; others stay as they are. */
export function applyWaivers(finding: Finding, waivers: readonly Waiver[], nowMs: number): Finding {
  const {id, resource, verdict} = finding;
  if (verdict === 'pass' || verdict === 'skipped') return finding;
  const waiver = waivers.find(
    (candidate) =>
      matchGlob(candidate.id, id) &&
      (candidate.resource === undefined || (resource !== undefined && matchGlob(candidate.resource, resource))) &&
      nowMs <= selectWaiverEnd(candidate),
  );
  return waiver === undefined ? finding : {...finding, verdict: 'skipped', waived: {...waiver, verdict}};
}
