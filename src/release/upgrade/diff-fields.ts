import {isEqual} from '../../model/is-equal.js';
import type {FieldChange} from '../../model/step.js';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const format = (value: unknown) =>
  value === undefined ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value);

/** A list whose items have names is told item by item, as people speak of containers and ports. */
function nameItems(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const names = value.map((item) => (isRecord(item) && typeof item.name === 'string' ? item.name : undefined));
  if (names.includes(undefined) || new Set(names).size !== names.length) return undefined;
  return new Map(value.map((item, index) => [names[index] as string, item]));
}

/** Where two values differ, field by field, as `spec.template.spec.containers[api-server].image`. */
export function diffFields(from: unknown, to: unknown, path = ''): readonly FieldChange[] {
  if (isEqual(from, to)) return [];
  if (isRecord(from) && isRecord(to)) {
    const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
    return keys.flatMap((key) => diffFields(from[key], to[key], path === '' ? key : `${path}.${key}`));
  }
  const [before, after] = [nameItems(from), nameItems(to)];
  if (before !== undefined && after !== undefined) {
    const names = [...new Set([...before.keys(), ...after.keys()])];
    const inner = names.flatMap((name) => diffFields(before.get(name), after.get(name), `${path}[${name}]`));
    return inner.length > 0 ? inner : [{path, from: format(from), to: format(to)}];
  }
  return [{path, from: format(from), to: format(to)}];
}
