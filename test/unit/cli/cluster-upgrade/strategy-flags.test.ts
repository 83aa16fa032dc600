import {describe, expect, it} from 'vitest';
import {selectStrategy} from '../../../../src/cli/cluster-upgrade/strategy-flags.js';
import {DiagnosticError} from '../../../../src/model/diagnostic-error.js';

const usual = {'max-surge': 1, batch: '1', 'batch-soak': 0, soak: 60};
const select = (flags: Readonly<Record<string, unknown>>) => selectStrategy({...usual, ...flags});
const refusal = (flags: Readonly<Record<string, unknown>>) => {
  try {
    select(flags);
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics[0]?.field;
  }
  return undefined;
};

describe('how nodes are exchanged', () => {
  it('is each pool’s own way where nothing is said', () => {
    expect(select({})).toBeUndefined();
  });

  it('adds nodes, or takes one away where none may be added', () => {
    expect(select({strategy: 'surge'})).toEqual({kind: 'surge', maxSurge: 1, maxUnavailable: 0});
    expect(select({strategy: 'surge', 'max-surge': 0})).toEqual({kind: 'surge', maxSurge: 0, maxUnavailable: 1});
    expect(select({strategy: 'surge', 'max-surge': 3, 'max-unavailable': 2})).toMatchObject({maxUnavailable: 2});
  });

  it('drains old nodes by number or by share', () => {
    expect(select({strategy: 'blue-green', batch: '3', 'batch-soak': 120, soak: 30})).toEqual({
      kind: 'blue-green',
      batch: {nodes: 3},
      batchSoakSeconds: 120,
      soakSeconds: 1800,
    });
    expect(select({strategy: 'blue-green', batch: '25%'})).toMatchObject({batch: {share: 0.25}});
  });

  it.each([
    [{strategy: 'surge', 'max-surge': 0, 'max-unavailable': 0}, '--max-unavailable'],
    [{strategy: 'surge', 'max-surge': 15, 'max-unavailable': 6}, '--max-surge'],
    [{strategy: 'blue-green', batch: '0'}, '--batch'],
    [{strategy: 'blue-green', batch: '101%'}, '--batch'],
    [{strategy: 'blue-green', batch: 'half'}, '--batch'],
  ])('is refused where GKE would refuse it: %j', (flags, field) => {
    expect(refusal(flags)).toBe(field);
  });
});
