import type {Open} from '../object/kube-object.js';
import {isSameValue} from '../object/plain-values.js';

/** An expression that fails while it is worked out. */
export class CelError extends Error {}

const noOverload = (name: string) => new CelError(`no such overload: ${name}`);

function text(value: Open, name: string): string {
  if (typeof value !== 'string') throw noOverload(name);
  return value;
}

function list(value: Open, name: string): readonly Open[] {
  if (!Array.isArray(value)) throw noOverload(name);
  return value;
}

function sizeOf(value: Open): number {
  if (typeof value === 'string') return [...value].length;
  if (Array.isArray(value)) return value.length;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length;
  throw noOverload('size');
}

function compile(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    throw new CelError(`error parsing regexp: ${pattern}`);
  }
}

function toInteger(value: Open): number {
  const number = typeof value === 'boolean' ? Number.NaN : Number(value);
  if (Number.isNaN(number)) throw new CelError('type conversion error');
  return Math.trunc(number);
}

const durationUnits: Readonly<Record<string, number>> = {h: 3_600_000, m: 60_000, s: 1000, ms: 1};

function readDuration(value: string): number {
  const parts = [...value.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== value.replace(/^-/, ''))
    throw new CelError(`time: invalid duration "${value}"`);
  const sum = parts.reduce((total, [, amount, unit]) => total + Number(amount) * durationUnits[unit!]!, 0);
  return value.startsWith('-') ? -sum : sum;
}

function readUrl(value: string): URL {
  if (!URL.canParse(value)) throw new CelError(`URL parse error during conversion from string: parse "${value}"`);
  return new URL(value);
}

const compareItems = (left: Open, right: Open) => (left < right ? -1 : left > right ? 1 : 0);

/** Functions called by name. */
export const celFunctions: Readonly<Record<string, (...args: Open[]) => Open>> = {
  size: sizeOf,
  int: toInteger,
  uint: toInteger,
  double: Number,
  string: (value) => (typeof value === 'string' ? value : String(value)),
  bool: (value) => value === true || value === 'true',
  dyn: (value) => value,
  matches: (value, pattern) => compile(pattern).test(text(value, 'matches')),
  duration: (value) => readDuration(text(value, 'duration')),
  timestamp: (value) => Date.parse(text(value, 'timestamp')),
  isURL: (value) => typeof value === 'string' && URL.canParse(value),
  url: (value) => readUrl(text(value, 'url')),
};

/** Functions called on a value. https://kubernetes.io/docs/reference/using-api/cel/ */
export const celMethods: Readonly<Record<string, (target: Open, ...args: Open[]) => Open>> = {
  size: sizeOf,
  startsWith: (target, prefix) => text(target, 'startsWith').startsWith(prefix),
  endsWith: (target, suffix) => text(target, 'endsWith').endsWith(suffix),
  contains: (target, part) => text(target, 'contains').includes(part),
  matches: (target, pattern) => compile(pattern).test(text(target, 'matches')),
  find: (target, pattern) => text(target, 'find').match(compile(pattern))?.[0] ?? '',
  findAll: (target, pattern) =>
    [...text(target, 'findAll').matchAll(new RegExp(pattern, 'gu'))].map(([whole]) => whole),
  indexOf: (target, item) =>
    Array.isArray(target)
      ? target.findIndex((other) => isSameValue(other, item))
      : text(target, 'indexOf').indexOf(item),
  lastIndexOf: (target, item) =>
    Array.isArray(target)
      ? target.findLastIndex((other) => isSameValue(other, item))
      : text(target, 'lastIndexOf').lastIndexOf(item),
  split: (target, separator, limit) => text(target, 'split').split(separator, limit),
  join: (target, separator = '') => list(target, 'join').join(separator),
  lowerAscii: (target) => text(target, 'lowerAscii').toLowerCase(),
  upperAscii: (target) => text(target, 'upperAscii').toUpperCase(),
  trim: (target) => text(target, 'trim').trim(),
  replace: (target, from, to) => text(target, 'replace').replaceAll(from, to),
  substring: (target, start, end) => text(target, 'substring').slice(start, end),
  charAt: (target, index) => text(target, 'charAt').charAt(index),
  isSorted: (target) => list(target, 'isSorted').every((item, index, all) => index === 0 || all[index - 1] <= item),
  sum: (target) => list(target, 'sum').reduce((total, item) => total + item, 0),
  min: (target) => [...list(target, 'min')].sort(compareItems)[0],
  max: (target) => [...list(target, 'max')].sort(compareItems).at(-1),
  getHost: (target) => target.host,
  getHostname: (target) => target.hostname,
  getPort: (target) => target.port,
  getScheme: (target) => target.protocol.replace(':', ''),
  getEscapedPath: (target) => target.pathname,
  getSeconds: (target) => Math.trunc(target / 1000),
};
