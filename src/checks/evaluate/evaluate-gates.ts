import type {Diagnostic} from '../../model/diagnostic.js';
import type {Finding} from '../../model/finding.js';
import type {Gate} from '../../model/gate.js';
import type {Waiver} from '../../model/waiver.js';
import {applyWaivers} from './apply-waivers.js';

/** A title inside a sentence; names in capitals stay. */
const lowerFirst = (title: string) =>
  /^[A-Z][a-z]/.test(title) ? `${title.charAt(0).toLowerCase()}${title.slice(1)}` : title;

/** What the gates found, and for each that is closed the error with its code. Unknown is closed. */
export function evaluateGates<Facts>(
  gates: ReadonlyArray<Gate<Facts>>,
  facts: Facts,
  {waivers, nowMs}: {readonly waivers: readonly Waiver[]; readonly nowMs: number},
): {readonly findings: readonly Finding[]; readonly refusals: readonly Diagnostic[]} {
  const findings: Finding[] = [];
  const refusals: Diagnostic[] = [];
  for (const gate of gates) {
    const {id, title, docs, code} = gate;
    const verdict = gate.evaluate(facts);
    const isClosed = verdict.verdict === 'fail' || verdict.verdict === 'unknown';
    const own: Finding = {
      id,
      title,
      docs,
      verdict: verdict.verdict,
      observed: verdict.observed,
      expected: isClosed ? verdict.expected : verdict.observed,
      tries: isClosed ? verdict.tries : [],
      ...(isClosed && verdict.evidence !== undefined ? {evidence: verdict.evidence} : {}),
    };
    const finding = applyWaivers(own, waivers, nowMs);
    findings.push(finding);
    if (!isClosed || finding.waived !== undefined) continue;
    refusals.push({
      code,
      summary: `This does not hold: ${lowerFirst(title)}.`,
      detail: verdict.observed,
      tries: verdict.tries,
      docs,
      blame: 'user',
    });
  }
  return {findings, refusals};
}
