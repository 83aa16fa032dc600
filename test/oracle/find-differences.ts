import type {Json} from './oracle-kinds.js';

/** One place in which two answers differ; `undefined` stands for absence. */
export interface Difference {
  /** Such as `body.metadata.labels.a` or `body.items[0].kind`. */
  readonly path: string;
  readonly real: Json;
  readonly ours: Json;
}

const isObject = (value: Json) => value !== null && typeof value === 'object';

/** Every place in which two JSON values differ, by value. */
export function findDifferences(real: Json, ours: Json, path = ''): Difference[] {
  if (real === ours) return [];
  if (!isObject(real) || !isObject(ours) || Array.isArray(real) !== Array.isArray(ours)) return [{path, real, ours}];
  const keys = new Set([...Object.keys(real), ...Object.keys(ours)]);
  return [...keys].flatMap((key) =>
    findDifferences(
      real[key],
      ours[key],
      Array.isArray(real) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`,
    ),
  );
}
