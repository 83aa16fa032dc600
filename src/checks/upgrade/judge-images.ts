import type {GateVerdict} from '../../model/gate.js';
import type {ImageFinding} from '../../model/upgrade-facts.js';

/** What a check found of the images, as a gate says it: one that is bad closes it, one that is unknown as well. */
export function judgeImages(findings: readonly ImageFinding[]): GateVerdict {
  const worst = (['fail', 'unknown'] as const).find((verdict) => findings.some((one) => one.verdict === verdict));
  const passed = findings.filter(({verdict}) => verdict === 'pass' || verdict === 'warn');
  if (worst === undefined) {
    const told = passed.length > 0 ? passed : findings;
    const observed =
      passed.length > 1
        ? `${passed.length} images are within what is allowed`
        : told.map((one) => one.observed).join('\n') || 'nothing is asked of the images';
    return {verdict: passed.length > 0 ? 'pass' : 'skipped', observed};
  }
  const closing = findings.filter(({verdict}) => verdict === 'fail' || verdict === 'unknown');
  const [first] = closing.filter(({verdict}) => verdict === worst) as [ImageFinding];
  return {
    verdict: worst,
    observed: closing.map(({resource, observed}) => `${resource}: ${observed}`).join('\n'),
    expected: first.expected,
    tries: first.tries,
    ...(first.evidence === undefined ? {} : {evidence: first.evidence}),
  };
}
