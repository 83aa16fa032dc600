const ranges: ReadonlyArray<readonly [min: number, max: number]> = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
];
const names = /^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat)$/i;

function isField(field: string, [min, max]: readonly [number, number]): boolean {
  return field.split(',').every((part) => {
    const [range = '', step] = part.split('/');
    if (step !== undefined && !/^[1-9]\d*$/.test(step)) return false;
    if (range === '*' || range === '?') return true;
    return range
      .split('-')
      .every((value) => names.test(value) || (/^\d+$/.test(value) && Number(value) >= min && Number(value) <= max));
  });
}

/** Whether a text is a schedule of five fields, or one of the named ones. https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax */
export function isCronSchedule(schedule: string): boolean {
  if (/^@(yearly|annually|monthly|weekly|daily|midnight|hourly|every .+)$/.test(schedule)) return true;
  const fields = schedule
    .replace(/^(CRON_)?TZ=\S+\s+/, '')
    .trim()
    .split(/\s+/);
  return fields.length === 5 && fields.every((field, index) => isField(field, ranges[index]!));
}
