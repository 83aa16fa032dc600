const shorthands: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};
const names = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
/** Four years and a bit: whatever has not come by then never comes. */
const horizonMinutes = 60 * 24 * 366 * 5;

/** The first moment after `afterMs` that a five-field cron schedule names, in UTC; undefined where there is none. */
export function nextCronMs(schedule: string, afterMs: number): number | undefined {
  const every = /^@every (\d+)([smh])$/.exec(schedule);
  if (every) return afterMs + Number(every[1]) * {s: 1_000, m: 60_000, h: 3_600_000}[every[2] as 's' | 'm' | 'h'];
  const fields = (shorthands[schedule] ?? schedule).trim().split(/\s+/);
  if (fields.length !== 5) return undefined;
  const [minutes, hours, dates, months, weekdays] = [
    parse(fields[0]!, 0, 59),
    parse(fields[1]!, 0, 23),
    parse(fields[2]!, 1, 31),
    parse(fields[3]!, 1, 12, names, 1),
    parse(fields[4]!, 0, 7, days, 0),
  ];
  // A restricted date and a restricted weekday are alternatives, as in every cron.
  const isEither = fields[2] !== '*' && fields[4] !== '*';
  let ms = Math.floor(afterMs / 60_000) * 60_000;
  for (let step = 0; step < horizonMinutes; step++) {
    ms += 60_000;
    const at = new Date(ms);
    const isDate = dates.has(at.getUTCDate());
    const isWeekday = weekdays.has(at.getUTCDay()) || (at.getUTCDay() === 0 && weekdays.has(7));
    if (!months.has(at.getUTCMonth() + 1) || !(isEither ? isDate || isWeekday : isDate && isWeekday)) {
      ms = Math.floor(ms / 86_400_000) * 86_400_000 + 86_340_000;
      step += 1_439;
    } else if (hours.has(at.getUTCHours()) && minutes.has(at.getUTCMinutes())) return ms;
  }
  return undefined;
}

function parse(field: string, low: number, high: number, words: readonly string[] = [], base = 0): Set<number> {
  const numberOf = (text: string) => {
    const index = words.indexOf(text.toLowerCase());
    return index < 0 ? Number(text) : index + base;
  };
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const [range = '*', step] = part.split('/');
    const [from, to] =
      range === '*' || range === '?'
        ? [low, high]
        : range.includes('-')
          ? range.split('-').map(numberOf)
          : [numberOf(range), step ? high : numberOf(range)];
    for (let value = from!; value <= to!; value += Number(step ?? 1)) values.add(value);
  }
  return values;
}
