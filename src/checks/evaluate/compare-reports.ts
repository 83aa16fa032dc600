import type {Finding, Report} from '../../model/finding.js';

const keyOf = ({id, resource}: Finding) => `${id}\u0000${resource ?? ''}`;
const needsAttention = ({verdict}: Finding) => verdict === 'fail' || verdict === 'warn' || verdict === 'unknown';

/**
 * The report with its findings told apart from those of an earlier look, by check and resource. A finding that
 * could not be looked at again is not fixed, and neither is one whose check was not run this time.
 */
export function compareReports(report: Report, before: readonly Finding[], baseline: string): Report {
  const known = new Set(before.filter(needsAttention).map(keyOf));
  const findings = report.findings.map((finding) =>
    needsAttention(finding) ? {...finding, isNew: !known.has(keyOf(finding))} : finding,
  );
  const open = findings.filter(needsAttention);
  const openKeys = new Set(open.map(keyOf));
  const byCheck = Map.groupBy(findings, ({id}) => id);
  // Only a check that could look at everything can say that something is gone.
  const couldLook = (id: string) =>
    byCheck
      .get(id)
      ?.every(({verdict, because}) => verdict !== 'unknown' && !(verdict === 'skipped' && because !== undefined)) ===
    true;
  const fixed = before.filter(
    (finding) => needsAttention(finding) && !openKeys.has(keyOf(finding)) && couldLook(finding.id),
  );
  const fresh = open.filter(({isNew}) => isNew === true).length;
  const counts = {fresh, old: open.length - fresh, fixed: fixed.length};
  return {...report, findings, comparison: {baseline, counts, fixed}};
}
