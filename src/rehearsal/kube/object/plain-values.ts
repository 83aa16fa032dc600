import type {Open} from './kube-object.js';

/** Whether `value` is a JSON object: neither null, nor a list, nor a scalar. */
export function isRecord(value: unknown): value is Record<string, Open> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A deep copy of JSON data; the copy may be written to. */
export function cloneValue<T>(value: T): T {
  if (Array.isArray(value)) return value.map(cloneValue) as T;
  if (!isRecord(value)) return value;
  const copy: Record<string, Open> = {};
  for (const key of Object.keys(value)) copy[key] = cloneValue(value[key]);
  return copy as T;
}

/** Deep equality of JSON data; the order of keys does not matter, `undefined` equals absence. */
export function isSameValue(left: Open, right: Open): boolean {
  if (left === right) return true;
  if (Array.isArray(left)) {
    return (
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((item, index) => isSameValue(item, right[index]))
    );
  }
  if (!isRecord(left) || !isRecord(right)) return false;
  for (const key of Object.keys(left)) if (!isSameValue(left[key], right[key])) return false;
  for (const key of Object.keys(right)) if (right[key] !== undefined && left[key] === undefined) return false;
  return true;
}

/**
 * `next` with every part that equals the same part of `known` taken from there, so that states of an object share
 * what they have in common and equal parts are told by identity.
 */
export function shareValue<T>(known: Open, next: T): T {
  if (known === next || typeof next !== 'object' || next === null) return next;
  if (Array.isArray(next)) {
    if (!Array.isArray(known)) return next;
    const shared = next.map((item, index) => shareValue(known[index], item));
    if (next.length === known.length && shared.every((item, index) => item === known[index])) return known as T;
    return shared as T;
  }
  if (!isRecord(known)) return next;
  const shared: Record<string, Open> = {};
  let isSame = true;
  let count = 0;
  for (const key of Object.keys(next)) {
    const value = (next as Record<string, Open>)[key];
    if (value === undefined) continue;
    const part = shareValue(known[key], value);
    shared[key] = part;
    count += 1;
    if (part !== known[key]) isSame = false;
  }
  return (isSame && count === Object.keys(known).length ? known : shared) as T;
}

/** Freezes JSON data deeply, so that an object handed to several readers cannot change under them. */
export function freezeValue<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const item of Object.values(value)) freezeValue(item);
  return value;
}

/** The value at a path of field names, or undefined where the path leaves the data. */
export function valueAt(value: Open, path: readonly string[]): Open {
  let current = value;
  for (const name of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = current[name];
  }
  return current;
}
