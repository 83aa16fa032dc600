import {describe, expect, it} from 'vitest';
import {selectRetry} from '../../../src/engine/select-retry.js';
import {refusal} from './toy-world.js';

const context = {attempt: 1, elapsedMs: 0, timeoutMs: 60 * 60_000, patience: 1, lingering: []};

describe('selectRetry', () => {
  it.each([
    'permission',
    'service-disabled',
    'quota',
    'stockout',
    'invalid',
    'not-found',
    'exists',
    'unauthenticated',
    'unknown',
  ] as const)('does not repeat %s by itself', (kind) => {
    expect(selectRetry(refusal(kind), context)).toBeUndefined();
  });

  it('waits for another operation on the cluster for as long as the step may take', () => {
    expect(selectRetry(refusal('busy'), {...context, elapsedMs: 50 * 60_000})).toBeDefined();
    expect(selectRetry(refusal('busy'), {...context, elapsedMs: 61 * 60_000})).toBeUndefined();
  });

  it('asks a silent service less and less often, and not for ever', () => {
    const delays = [1, 2, 3, 4, 5, 6].map(
      (attempt) => selectRetry(refusal('unavailable'), {...context, attempt})?.delayMs,
    );
    expect(delays).toEqual([2000, 4000, 8000, 16_000, 30_000, 30_000]);
    const late = {...context, attempt: 2, elapsedMs: 11 * 60_000};
    expect(selectRetry(refusal('unavailable'), late)).toBeUndefined();
    expect(selectRetry(refusal('unavailable'), {...late, patience: 5})).toBeDefined();
    // An attempt that broke off after a quarter of an hour has been asked for once.
    expect(selectRetry(refusal('unavailable'), {...late, attempt: 1})).toBeDefined();
  });

  it('meets a conflicting writer a few times only', () => {
    expect(selectRetry(refusal('conflict'), {...context, attempt: 5})).toBeDefined();
    expect(selectRetry(refusal('conflict'), {...context, attempt: 6})).toBeUndefined();
  });
});
