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

/** A comparison on its way down; its sets are made where something differs. */
interface Difference {
  added?: FieldSet;
  modified?: FieldSet;
  removed?: FieldSet;
}

const sides = ['added', 'modified', 'removed'] as const;

/** Puts what differs below `element` into a difference. */
function attach(parent: Difference, element: string, child: Difference | undefined): void {
  if (child === undefined) return;
  for (const side of sides) {
    const set = child[side];
    if (set === undefined) continue;
    parent[side] ??= createFieldSet();
    parent[side].children.set(element, set);
  }
}

const member = (): FieldSet => ({isMember: true, children: new Map()});

function compareLeaf(left: Open, right: Open): Difference | undefined {
  if (left === undefined) return {added: member()};
  if (right === undefined) return {removed: member()};
  return isSameValue(left, right) ? undefined : {modified: member()};
}

function compareRecords(left: Open, right: Open, type: FieldType, result: Difference): void {
  const typeOf = (name: string): FieldType =>
    type.kind === 'map' ? (type.fieldOf(name) ?? {kind: 'leaf'}) : {kind: 'free'};
  const before = isRecord(left) ? left : {};
  const after = isRecord(right) ? right : {};
  const compareField = (name: string) => {
    if (before[name] !== after[name]) attach(result, `f:${name}`, compare(before[name], after[name], typeOf(name)));
  };
  for (const name of Object.keys(before)) compareField(name);
  for (const name of Object.keys(after)) if (!Object.hasOwn(before, name)) compareField(name);
}

function compareItems(
  left: Open,
  right: Open,
  type: Extract<FieldType, {kind: 'list' | 'set'}>,
  result: Difference,
): void {
  const before = indexItems(Array.isArray(left) ? left : [], type);
  const after = indexItems(Array.isArray(right) ? right : [], type);
  const item: FieldType = type.kind === 'list' ? type.item : {kind: 'leaf'};
  for (const element of new Set([...before.keys(), ...after.keys()]))
    attach(result, element, compare(before.get(element), after.get(element), item));
}

function compare(left: Open, right: Open, type: FieldType): Difference | undefined {
  if (left === right) return undefined;
  const isTree =
    type.kind === 'map' ||
    (type.kind === 'free' && (isRecord(left) || isRecord(right))) ||
    type.kind === 'list' ||
    type.kind === 'set';
  if (!isTree || (isMissingOrEmpty(left) && isMissingOrEmpty(right))) return compareLeaf(left, right);
  const result: Difference = {};
  if (type.kind === 'list' || type.kind === 'set') compareItems(left, right, type, result);
  else compareRecords(left, right, type, result);
  if (left === undefined) {
    result.added ??= createFieldSet();
    result.added.isMember = true;
  }
  if (right === undefined) {
    result.removed ??= createFieldSet();
    result.removed.isMember = true;
  }
  return result;
}

/** Compares two states field by field; a container that comes or goes is itself added or removed. */
export function compareFields(left: Open, right: Open, type: FieldType): Comparison {
  const {
    added = createFieldSet(),
    modified = createFieldSet(),
    removed = createFieldSet(),
  } = compare(left, right, type) ?? {};
  for (const set of [added, modified, removed]) set.isMember = false;
  return {added, modified, removed};
}
