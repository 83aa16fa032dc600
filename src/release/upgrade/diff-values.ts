import {isEqual} from '../../model/is-equal.js';
import type {ValueChange} from '../../model/release-difference.js';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Names of values that nobody should read over a shoulder. */
const secretName = /(secret|password|passwd|token|privatekey|credential|apikey)/i;

/** A value as it may be shown. */
export function formatValue(path: string, value: unknown): string {
  if (secretName.test(path.replace(/[^a-z]/gi, '')) && value !== '' && value !== undefined) return '(secret)';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const [line = '', ...more] = text.split('\n');
  return more.length > 0 || line.length > 120 ? `${line.slice(0, 100)}…` : line;
}

/** Which values of a chart are added, removed and changed, by their paths. */
export function diffValues(from: unknown, to: unknown, path = ''): readonly ValueChange[] {
  if (isEqual(from, to)) return [];
  if (isRecord(from) && isRecord(to)) {
    const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
    return keys.flatMap((key) => diffValues(from[key], to[key], path === '' ? key : `${path}.${key}`));
  }
  if (from === undefined && isRecord(to) && Object.keys(to).length > 0) return diffValues({}, to, path);
  if (to === undefined && isRecord(from) && Object.keys(from).length > 0) return diffValues(from, {}, path);
  const kind = from === undefined ? 'added' : to === undefined ? 'removed' : 'changed';
  return [
    {
      path,
      kind,
      ...(from === undefined ? {} : {from: formatValue(path, from)}),
      ...(to === undefined ? {} : {to: formatValue(path, to)}),
    },
  ];
}
