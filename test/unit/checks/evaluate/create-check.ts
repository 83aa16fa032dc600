import type {Check, Judgement} from '../../../../src/model/finding.js';

/** A check that always says the same. */
export function createCheck(id: string, judgement: Partial<Judgement> = {}, words: Partial<Check> = {}): Check {
  return {
    id,
    title: `${id} is good`,
    why: 'Because.',
    docs: `https://example.com/${id}`,
    probes: [],
    needs: [],
    scope: 'cluster',
    evaluate: () => [{verdict: 'pass', observed: 'seen', expected: 'seen', tries: [], ...judgement}],
    ...words,
  } as Check;
}
