import type {MaintenanceState} from './ports/clusters.js';

/** One opening of a maintenance window, in milliseconds since the epoch. */
export interface WindowOpening {
  readonly startMs: number;
  readonly endMs: number;
}

const dayMs = 24 * 60 * 60 * 1000;
/** GKE's daily window. https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters#DailyMaintenanceWindow */
const dailyMs = 4 * 60 * 60 * 1000;
const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

function selectDailyStart(start: string, nowMs: number): number | undefined {
  const match = /^(\d\d):(\d\d)$/.exec(start);
  if (match === null) return undefined;
  return new Date(nowMs).setUTCHours(Number(match[1]), Number(match[2]), 0, 0);
}

/** Weekdays of `FREQ=WEEKLY;BYDAY=SA,SU`, all of them for `FREQ=DAILY`; undefined for a rule of another form. */
function selectWeekdays(recurrence: string, firstMs: number): readonly number[] | undefined {
  const parts = new Map(
    recurrence
      .replace(/^RRULE:/, '')
      .split(';')
      .map((part) => part.split('=') as [string, string]),
  );
  const others = [...parts.keys()].filter((key) => !['FREQ', 'BYDAY', 'WKST'].includes(key));
  if (others.length > 0) return undefined;
  const days = parts
    .get('BYDAY')
    ?.split(',')
    .map((day) => weekdays.indexOf(day));
  if (days?.includes(-1)) return undefined;
  if (parts.get('FREQ') === 'DAILY') return days ?? [0, 1, 2, 3, 4, 5, 6];
  if (parts.get('FREQ') === 'WEEKLY') return days ?? [new Date(firstMs).getUTCDay()];
  return undefined;
}

/** The window that is open, or the next to open; undefined where none is set. Times are of UTC. */
export function findNextWindow(
  {dailyStart, window}: MaintenanceState,
  nowMs: number,
): WindowOpening | 'unreadable' | undefined {
  if (dailyStart === undefined && window === undefined) return undefined;
  if (window === undefined) {
    const today = selectDailyStart(dailyStart ?? '', nowMs);
    if (today === undefined) return 'unreadable';
    const openings = [today - dayMs, today, today + dayMs].map((startMs) => ({startMs, endMs: startMs + dailyMs}));
    return openings.find(({endMs}) => endMs > nowMs);
  }
  const lengthMs = window.endMs - window.startMs;
  const days = selectWeekdays(window.recurrence, window.startMs);
  if (days === undefined || !(lengthMs > 0)) return 'unreadable';
  // From the day before yesterday on: a window may last for days.
  const passed = Math.max(0, Math.floor((nowMs - window.startMs - lengthMs) / dayMs) - 1);
  for (let day = passed; day < passed + 16 + lengthMs / dayMs; day++) {
    const startMs = window.startMs + day * dayMs;
    if (startMs + lengthMs > nowMs && days.includes(new Date(startMs).getUTCDay()))
      return {startMs, endMs: startMs + lengthMs};
  }
  return 'unreadable';
}
