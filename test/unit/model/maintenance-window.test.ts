import {describe, expect, it} from 'vitest';
import {findNextWindow} from '../../../src/model/maintenance-window.js';

/** A Friday. */
const now = Date.parse('2026-11-20T12:00:00Z');
const show = (maintenance: Omit<Parameters<typeof findNextWindow>[0], 'exclusions'>) => {
  const found = findNextWindow({exclusions: [], ...maintenance}, now);
  return typeof found === 'object' ? [found.startMs, found.endMs].map((ms) => new Date(ms).toISOString()) : found;
};
const window = (start: string, end: string, recurrence: string) => ({
  window: {startMs: Date.parse(start), endMs: Date.parse(end), recurrence},
});

describe('findNextWindow', () => {
  it.each([
    ['13:00', '2026-11-20T13:00:00.000Z', '2026-11-20T17:00:00.000Z'],
    ['09:30', '2026-11-20T09:30:00.000Z', '2026-11-20T13:30:00.000Z'],
    ['03:00', '2026-11-21T03:00:00.000Z', '2026-11-21T07:00:00.000Z'],
  ])('of a daily one at %s', (dailyStart, start, end) => {
    expect(show({dailyStart})).toEqual([start, end]);
  });

  it('of a weekly one, on its days', () => {
    expect(show(window('2025-01-04T02:00:00Z', '2025-01-04T10:00:00Z', 'FREQ=WEEKLY;BYDAY=SA,SU'))).toEqual([
      '2026-11-21T02:00:00.000Z',
      '2026-11-21T10:00:00.000Z',
    ]);
    expect(show(window('2025-01-03T02:00:00Z', '2025-01-03T10:00:00Z', 'FREQ=WEEKLY'))).toEqual([
      '2026-11-27T02:00:00.000Z',
      '2026-11-27T10:00:00.000Z',
    ]);
  });

  it('is the open one while it is open, over midnight too', () => {
    expect(show(window('2025-01-01T22:00:00Z', '2025-01-02T14:00:00Z', 'FREQ=DAILY'))).toEqual([
      '2026-11-19T22:00:00.000Z',
      '2026-11-20T14:00:00.000Z',
    ]);
  });

  it('of one that begins in future is its first', () => {
    expect(show(window('2027-02-01T02:00:00Z', '2027-02-01T06:00:00Z', 'FREQ=DAILY'))?.[0]).toBe(
      '2027-02-01T02:00:00.000Z',
    );
  });

  it('is unreadable where the rule is of a form that is not understood, and absent where none is set', () => {
    expect(show(window('2025-01-01T02:00:00Z', '2025-01-01T06:00:00Z', 'FREQ=MONTHLY;BYSETPOS=1'))).toBe('unreadable');
    expect(show(window('2025-01-01T02:00:00Z', '2025-01-01T06:00:00Z', 'FREQ=WEEKLY;INTERVAL=2'))).toBe('unreadable');
    expect(show(window('x', 'y', 'FREQ=DAILY'))).toBe('unreadable');
    expect(show({dailyStart: 'noon'})).toBe('unreadable');
    expect(show({})).toBeUndefined();
  });
});
