import type {Check, CheckInputs, Finding} from '../model/finding.js';

/** What every check finds. One whose probe could not look is unknown; one that needs a failed one is skipped. */
export function evaluateChecks(checks: readonly Check[], inputs: CheckInputs): readonly Finding[] {
  const findings: Finding[] = [];
  for (const check of checks) {
    const {id, title, docs, runbook} = check;
    const head = {id, title, docs, ...(runbook === undefined ? {} : {runbook})};
    const root = check.needs.find((need) =>
      findings.some((finding) => finding.id === need && finding.verdict !== 'pass' && finding.verdict !== 'warn'),
    );
    if (root !== undefined) {
      findings.push({
        ...head,
        verdict: 'skipped',
        observed: `not looked at: ${root} comes first`,
        expected: title,
        tries: [],
      });
      continue;
    }
    const blind = check.probes.flatMap((probe) => {
      const fact = inputs.facts[probe];
      return fact === undefined ? [{missing: probe, message: 'not collected'}] : fact.state === 'unknown' ? [fact] : [];
    });
    const [first] = blind;
    if (first !== undefined) {
      findings.push({
        ...head,
        verdict: 'unknown',
        observed: `could not look: ${first.message}`,
        expected: title,
        tries: [{text: `Grant ${first.missing}, then look again.`}],
      });
      continue;
    }
    findings.push(...check.evaluate(inputs).map((finding) => ({...head, ...finding})));
  }
  return findings;
}
