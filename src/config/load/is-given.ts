import {type PlainObject, selectAt} from './plain-data.js';
import type {FieldPath} from './problem.js';

/** Whether a value decides about a field; a list decides about all its items. */
export function isGiven(value: PlainObject, path: FieldPath): boolean {
  const listAt = path.findIndex((part) => typeof part === 'number');
  return (selectAt(value, listAt < 0 ? path : path.slice(0, listAt)) ?? undefined) !== undefined;
}
