import type {FieldPath} from './problem.js';

export type PlainObject = Readonly<Record<string, unknown>>;

export function isPlainObject(value: unknown): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path, or undefined. */
export function selectAt(value: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>((at, part) => {
    if (Array.isArray(at)) return typeof part === 'number' ? at[part] : undefined;
    return isPlainObject(at) && Object.hasOwn(at, part) ? at[String(part)] : undefined;
  }, value);
}

/** A copy with another value at a path; objects and lists on the way are made, and undefined takes away. */
export function withAt(value: unknown, path: FieldPath, inner: unknown): unknown {
  const [part, ...rest] = path;
  if (part === undefined) return inner;
  if (typeof part === 'number') {
    const list: unknown[] = Array.isArray(value) ? [...value] : [];
    list[part] = withAt(list[part], rest, inner);
    return inner === undefined && rest.length === 0 ? list.filter((_, index) => index !== part) : list;
  }
  const next = withAt(selectAt(value, [part]), rest, inner);
  const entries = Object.entries(isPlainObject(value) ? value : {});
  const others = entries.filter(([key]) => key !== part);
  if (next === undefined) return Object.fromEntries(others);
  return others.length < entries.length
    ? Object.fromEntries(entries.map(([key, old]) => [key, key === part ? next : old]))
    : Object.fromEntries([...entries, [part, next]]);
}

/** Every path of a value that is neither an object nor a list with something in it. */
export function listLeaves(value: unknown, path: FieldPath = []): FieldPath[] {
  const inner: Array<[PropertyKey, unknown]> = Array.isArray(value)
    ? value.map((item, index) => [index, item])
    : isPlainObject(value)
      ? Object.entries(value)
      : [];
  return inner.length === 0 ? [path] : inner.flatMap(([part, item]) => listLeaves(item, [...path, part]));
}
