import {describe, expect, it} from 'vitest';
import {digestsMatch} from '../../../../src/checks/release/digests-match.js';
import type {BundleDigests} from '../../../../src/model/bundle-digests.js';
import type {CheckInputs} from '../../../../src/model/finding.js';

const clean: BundleDigests = {listed: 3, changed: [], missing: [], unlisted: [], unreadable: []};
const evaluate = (value: Partial<BundleDigests>) =>
  digestsMatch.evaluate({
    config: {release: {path: 'releases/2023.12'}},
    facts: {'release-digests': {state: 'known', value: {...clean, ...value}}},
  } as unknown as CheckInputs);

describe('release/digests-match', () => {
  it('passes files that are those of the list', () => {
    expect(evaluate({})).toMatchObject([{verdict: 'pass', observed: '3 files'}]);
  });

  it('names what was changed, what is missing and what cannot be read, and what to do', () => {
    expect(
      evaluate({changed: ['chart/values.yaml'], missing: ['static/crds/a.yaml'], unreadable: [4]}),
    ).toMatchSnapshot();
  });

  it('warns of files beside the list, the first few by name', () => {
    const unlisted = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    expect(evaluate({unlisted})).toMatchObject([
      {verdict: 'warn', observed: 'not in the list: a, b, c, d, e and 2 more'},
    ]);
  });
});
