import type {Open} from '../object/kube-object.js';
import {isRecord, isSameValue} from '../object/plain-values.js';
import {createFieldSet, type FieldSet} from './field-set.js';
import type {FieldType} from './field-type.js';
import {indexItems} from './list-elements.js';

/** What differs between two states of an object, by field. */
export interface Comparison {
  readonly added: FieldSet;
  readonly modified: FieldSet;
  readonly removed: FieldSet;
}

const isMissingOrEmpty = (value: Open) =>
  value === undefined ||
  value === null ||
  (Array.isArray(value) ? value.length === 0 : isRecord(value) && Object.keys(value).length === 0);

/** Adds what is below `element` to a set, where there is anything. */
function attach(parent: FieldSet, element: string, child: FieldSet): void {
  if (child.isMember || child.children.size > 0) parent.children.set(element, child);
}

function compareLeaf(left: Open, right: Open, result: Comparison): void {
  if (left === undefined) result.added.isMember = true;
  else if (right === undefined) result.removed.isMember = true;
  else if (!isSameValue(left, right)) result.modified.isMember = true;
}

function compareChildren(
  left: ReadonlyMap<string, Open>,
  right: ReadonlyMap<string, Open>,
  typeOf: (element: string) => FieldType,
  result: Comparison,
): void {
  for (const element of new Set([...left.keys(), ...right.keys()])) {
    if (left.get(element) === right.get(element)) continue;
    const child: Comparison = {added: createFieldSet(), modified: createFieldSet(), removed: createFieldSet()};
    compare(left.get(element), right.get(element), typeOf(element), child);
    attach(result.added, element, child.added);
    attach(result.modified, element, child.modified);
    attach(result.removed, element, child.removed);
  }
}

const indexFields = (value: Open) =>
  new Map(isRecord(value) ? Object.entries(value).map(([name, child]) => [`f:${name}`, child]) : []);

function compare(left: Open, right: Open, type: FieldType, result: Comparison): void {
  if (left === right) return;
  const isTree =
    type.kind === 'map' ||
    (type.kind === 'free' && (isRecord(left) || isRecord(right))) ||
    type.kind === 'list' ||
    type.kind === 'set';
  if (!isTree || (isMissingOrEmpty(left) && isMissingOrEmpty(right))) {
    compareLeaf(left, right, result);
    return;
  }
  if (type.kind === 'list' || type.kind === 'set') {
    const item: FieldType = type.kind === 'list' ? type.item : {kind: 'leaf'};
    compareChildren(
      indexItems(Array.isArray(left) ? left : [], type),
      indexItems(Array.isArray(right) ? right : [], type),
      () => item,
      result,
    );
  } else {
    const typeOf = (element: string): FieldType =>
      type.kind === 'map' ? (type.fieldOf(element.slice(2)) ?? {kind: 'leaf'}) : {kind: 'free'};
    compareChildren(indexFields(left), indexFields(right), typeOf, result);
  }
  if (left === undefined) result.added.isMember = true;
  if (right === undefined) result.removed.isMember = true;
}

/** Compares two states field by field; a container that comes or goes is itself added or removed. */
export function compareFields(left: Open, right: Open, type: FieldType): Comparison {
  const result: Comparison = {added: createFieldSet(), modified: createFieldSet(), removed: createFieldSet()};
  compare(left, right, type, result);
  result.added.isMember = false;
  result.removed.isMember = false;
  result.modified.isMember = false;
  return result;
}
