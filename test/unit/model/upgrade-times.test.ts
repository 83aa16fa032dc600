import {describe, expect, it} from 'vitest';
import {classifyPending} from '../../../src/model/classify-pending.js';
import {findNextOpening, parseMaintenanceTimes} from '../../../src/model/maintenance-times.js';

const at = (text: string) => Date.parse(text);

describe('a maintenance window', () => {
  it.each([
    'SA 02:00',
    'XX 02:00 4h',
    'SA 25:00 4h',
    'SA 02:00 0h',
    '2024-02-03T02:00Z',
    'later/sooner',
    '2024-02-04T02:00Z/2024-02-03T02:00Z',
  ])('is not %s', (text) => expect(parseMaintenanceTimes(text)).toBeUndefined());

  it('that is weekly opens on its days, and goes on past midnight', () => {
    const window = parseMaintenanceTimes('sa,SU 22:00 4h');
    expect(window).toBeDefined();
    if (window === undefined) return;
    // 2024-02-03 is a Saturday.
    expect(findNextOpening(window, at('2024-02-02T12:00:00Z'))?.startMs).toBe(at('2024-02-03T22:00:00Z'));
    expect(findNextOpening(window, at('2024-02-04T01:00:00Z'))).toEqual({
      startMs: at('2024-02-03T22:00:00Z'),
      endMs: at('2024-02-04T02:00:00Z'),
    });
    expect(findNextOpening(window, at('2024-02-05T02:00:00Z'))?.startMs).toBe(at('2024-02-10T22:00:00Z'));
  });

  it('that opens once does not open again', () => {
    const window = parseMaintenanceTimes('2024-02-03T02:00Z/2024-02-03T06:00Z');
    if (window === undefined) throw new Error('unread');
    expect(findNextOpening(window, at('2024-02-01T00:00:00Z'))?.startMs).toBe(at('2024-02-03T02:00:00Z'));
    expect(findNextOpening(window, at('2024-02-03T06:00:00Z'))).toBeUndefined();
  });
});

describe('a revision that was left pending', () => {
  const pending = (beganMs: number | undefined) => ({revision: 3, status: 'pending-upgrade', beganMs});
  const nowMs = at('2024-02-03T12:00:00Z');
  const minutes = (count: number) => nowMs - count * 60_000;

  it.each([
    ['ours, begun after a run of ours began', minutes(5), minutes(6), 'ours'],
    ['running, begun before any run of ours', minutes(10), minutes(6), 'running'],
    ['running, young and of nobody we know', minutes(10), undefined, 'running'],
    ['abandoned, older than helm waits', minutes(31), undefined, 'abandoned'],
    ['running where its age is unknown', undefined, undefined, 'running'],
    ['ours where its age is unknown and a run of ours is open', undefined, minutes(1), 'ours'],
  ] as const)('is %s', (_name, beganMs, ownedSinceMs, verdict) => {
    expect(classifyPending(pending(beganMs), {nowMs, ownedSinceMs})).toBe(verdict);
  });
});
