import {describe, expect, it} from 'vitest';
import {nextCronMs} from '../../../../src/rehearsal/controllers/workloads/cron-schedule.js';

const next = (schedule: string, after: string) => {
  const ms = nextCronMs(schedule, Date.parse(after));
  return ms === undefined ? undefined : new Date(ms).toISOString();
};

describe('a cron schedule', () => {
  it.each([
    ['*/5 * * * *', '2023-12-04T10:02:30Z', '2023-12-04T10:05:00.000Z'],
    ['0 3 * * *', '2023-12-04T10:00:00Z', '2023-12-05T03:00:00.000Z'],
    ['30 4 1,15 * 5', '2023-12-04T10:00:00Z', '2023-12-08T04:30:00.000Z'],
    ['0 0 29 2 *', '2023-12-04T10:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['@hourly', '2023-12-04T10:00:00Z', '2023-12-04T11:00:00.000Z'],
    ['0 0 * * sun', '2023-12-04T10:00:00Z', '2023-12-10T00:00:00.000Z'],
    ['@every 90s', '2023-12-04T10:00:00Z', '2023-12-04T10:01:30.000Z'],
  ])('%s after %s', (schedule, after, expected) => expect(next(schedule, after)).toBe(expected));

  it('that names no date has no next', () => {
    expect(next('0 0 31 2 *', '2023-12-04T10:00:00Z')).toBeUndefined();
    expect(next('nonsense', '2023-12-04T10:00:00Z')).toBeUndefined();
  });
});
