import type {Coverage, Finding, Obstacle, Report, Verdict} from '../../model/finding.js';

/** From best to worst. */
const order: readonly Report['summary']['verdict'][] = ['pass', 'unknown', 'warn', 'fail'];

function selectCoverage(findings: readonly Finding[]): Coverage {
  const byCheck = Map.groupBy(findings, ({id}) => id);
  const missing = new Map<string, Obstacle & {checks: string[]}>();
  let applicable = 0;
  let unknown = 0;
  for (const [id, own] of byCheck) {
    // What a root explains was not looked at either; only what does not apply, or was waived, is left out.
    if (own.every(({verdict, because}) => verdict === 'skipped' && because === undefined)) continue;
    applicable++;
    const isBlind = own.some(
      ({verdict, because}) => verdict === 'unknown' || (verdict === 'skipped' && because !== undefined),
    );
    if (isBlind) unknown++;
    for (const {obstacle} of own) {
      if (obstacle === undefined) continue;
      const entry = missing.get(obstacle.missing) ?? {...obstacle, checks: []};
      if (!entry.checks.includes(id)) entry.checks.push(id);
      missing.set(obstacle.missing, entry);
    }
  }
  const roots = [...new Set(findings.flatMap(({because}) => because ?? []))];
  return {applicable, lookedAt: applicable - unknown, unknown, roots, missing: [...missing.values()]};
}

/** Counts findings and says how much was looked at. Unknown is never green: it outranks a pass. */
export function createReport(findings: readonly Finding[]): Report {
  const counts: Record<Verdict, number> = {pass: 0, warn: 0, fail: 0, skipped: 0, unknown: 0};
  let verdict: Report['summary']['verdict'] = 'pass';
  for (const finding of findings) {
    counts[finding.verdict]++;
    // A check that was not judged for a root's sake is as unknown as its root allows; the root itself counts.
    if (finding.verdict !== 'skipped' && order.indexOf(finding.verdict) > order.indexOf(verdict))
      verdict = finding.verdict;
  }
  return {
    summary: {
      checks: new Set(findings.map(({id}) => id)).size,
      counts,
      waived: findings.filter(({waived}) => waived !== undefined).length,
      verdict,
    },
    coverage: selectCoverage(findings),
    findings,
  };
}
