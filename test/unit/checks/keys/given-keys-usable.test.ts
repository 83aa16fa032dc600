import {describe, expect, it} from 'vitest';
import {givenKeysUsable} from '../../../../src/checks/keys/given-keys-usable.js';
import type {CheckInputs} from '../../../../src/model/finding.js';

const evaluate = (value: unknown) =>
  givenKeysUsable.evaluate({facts: {'given-keys': {state: 'known', value}}} as unknown as CheckInputs);

describe('keys/given-keys-usable', () => {
  it('has nothing to look at where every key is generated', () => {
    expect(evaluate([])).toEqual([]);
  });

  it('judges each key by itself', () => {
    const found = evaluate([
      {field: 'git.deployKey', reference: 'file:a', state: 'usable'},
      {field: 'tls.key', reference: 'env:B', state: 'encrypted'},
      {field: 'tls.certificate', reference: 'file:c', state: 'absent'},
    ]);
    expect(found).toMatchSnapshot();
  });
});
