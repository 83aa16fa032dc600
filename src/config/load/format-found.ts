import {isSecret} from './is-secret.js';
import {isPlainObject} from './plain-data.js';

const longest = 60;

/** What was found, short enough for one line; a secret is never shown. */
export function formatFound(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (isPlainObject(value)) return 'a map';
  if (typeof value !== 'string') return String(value);
  if (isSecret(value)) return 'something that looks like a secret';
  const oneLine = value.replaceAll(/\s+/g, ' ');
  return JSON.stringify(oneLine.length > longest ? `${oneLine.slice(0, longest - 1)}…` : oneLine);
}
