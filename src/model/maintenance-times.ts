/** When an operator lets the platform be changed; times are of UTC. */
export type MaintenanceTimes =
  | {readonly kind: 'weekly'; readonly days: readonly number[]; readonly startMinute: number; readonly minutes: number}
  | {readonly kind: 'once'; readonly startMs: number; readonly endMs: number};

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const dayMs = 24 * 60 * 60 * 1000;

/** How a window is written, for those who wrote it otherwise. */
export const maintenanceForm = 'SA,SU 02:00 4h, or 2024-02-03T02:00Z/2024-02-03T06:00Z';

/** Reads `SA,SU 02:00 4h`, `daily 02:00 4h` or `2024-02-03T02:00Z/2024-02-03T06:00Z`; undefined for what is none of them. */
export function parseMaintenanceTimes(text: string): MaintenanceTimes | undefined {
  const weekly = /^([A-Za-z]+(?:,[A-Za-z]+)*)\s+(\d\d):(\d\d)\s+(\d{1,2})h$/.exec(text.trim());
  if (weekly !== null) {
    const [, names = '', hour, minute, hours] = weekly;
    const isDaily = names.toLowerCase() === 'daily';
    const days = isDaily
      ? weekdays.map((_, day) => day)
      : names
          .toUpperCase()
          .split(',')
          .map((day) => weekdays.indexOf(day));
    const startMinute = Number(hour) * 60 + Number(minute);
    if (days.includes(-1) || startMinute >= 24 * 60 || Number(hours) === 0 || Number(hours) > 24) return undefined;
    return {kind: 'weekly', days, startMinute, minutes: Number(hours) * 60};
  }
  const [start, end, ...more] = text
    .trim()
    .split('/')
    .map((part) => Date.parse(part));
  if (start === undefined || end === undefined || more.length > 0 || !(start < end)) return undefined;
  return {kind: 'once', startMs: start, endMs: end};
}

/** The opening that is now or comes next; undefined where none comes any more. */
export function findNextOpening(
  times: MaintenanceTimes,
  nowMs: number,
): {readonly startMs: number; readonly endMs: number} | undefined {
  if (times.kind === 'once') return nowMs < times.endMs ? {startMs: times.startMs, endMs: times.endMs} : undefined;
  const today = Math.floor(nowMs / dayMs) * dayMs;
  for (let day = -1; day <= 7; day++) {
    const startMs = today + day * dayMs + times.startMinute * 60_000;
    const endMs = startMs + times.minutes * 60_000;
    if (endMs > nowMs && times.days.includes(new Date(startMs).getUTCDay())) return {startMs, endMs};
  }
  return undefined;
}
