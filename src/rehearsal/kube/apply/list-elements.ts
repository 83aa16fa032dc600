import type {Open} from '../object/kube-object.js';
import type {FieldType} from './field-type.js';

type ListType = Extract<FieldType, {kind: 'list'}>;

/** The path element of a list item: its keys, with the defaults of those it leaves out. */
export function formatKeyElement(item: Open, {keys, keyDefaults}: ListType): string {
  const values = [...keys].sort().flatMap((key) => {
    const value = item?.[key] ?? keyDefaults[key];
    return value === undefined ? [] : [[key, value] as const];
  });
  return `k:${JSON.stringify(Object.fromEntries(values))}`;
}

/** The items of a list by path element; `set` items are their own key. */
export function indexItems(list: readonly Open[], type: ListType | {readonly kind: 'set'}): Map<string, Open> {
  return new Map(
    list.map((item) => [type.kind === 'set' ? `v:${JSON.stringify(item)}` : formatKeyElement(item, type), item]),
  );
}
