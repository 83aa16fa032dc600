import type {Open} from '../object/kube-object.js';
import {isRecord} from '../object/plain-values.js';
import type {FieldSet} from './field-set.js';
import type {FieldType} from './field-type.js';
import {indexItems} from './list-elements.js';

const leaf: FieldType = {kind: 'leaf'};

/** The live object with a configuration laid over it: fields and keyed items merge, all else is replaced. */
export function mergeConfiguration(live: Open, wanted: Open, type: FieldType): Open {
  if (wanted === undefined) return live;
  if (live === undefined || live === null || wanted === null) return wanted;
  if ((type.kind === 'map' || type.kind === 'free') && isRecord(live) && isRecord(wanted)) {
    const result: Record<string, Open> = {...live};
    for (const [name, value] of Object.entries(wanted)) {
      const childType: FieldType = type.kind === 'map' ? (type.fieldOf(name) ?? {kind: 'leaf'}) : {kind: 'free'};
      result[name] = mergeConfiguration(live[name], value, childType);
    }
    return result;
  }
  if ((type.kind === 'list' || type.kind === 'set') && Array.isArray(live) && Array.isArray(wanted)) {
    const liveItems = indexItems(live, type);
    const wantedItems = indexItems(wanted, type);
    const item: FieldType = type.kind === 'list' ? type.item : {kind: 'leaf'};
    const kept = [...liveItems].map(([element, value]) =>
      wantedItems.has(element) ? mergeConfiguration(value, wantedItems.get(element), item) : value,
    );
    const added = [...wantedItems].filter(([element]) => !liveItems.has(element)).map(([, value]) => value);
    return [...kept, ...added];
  }
  return wanted;
}

/**
 * A set in which every field that a type names is a member if anything below it is. Who owns a part of a structure keeps the
 * structure; the keys of a map stand for themselves alone. https://pkg.go.dev/sigs.k8s.io/structured-merge-diff/v4/fieldpath#Set.EnsureNamedFieldsAreMembers
 */
export function withNamedFields(set: FieldSet, type: FieldType): FieldSet {
  const children = [...set.children].map(([element, child]): [string, FieldSet] => {
    const name = element.startsWith('f:') ? element.slice(2) : undefined;
    const childType: FieldType =
      type.kind === 'list'
        ? type.item
        : type.kind === 'map' && name !== undefined
          ? (type.fieldOf(name) ?? leaf)
          : leaf;
    const below = withNamedFields(child, childType);
    const isNamed = type.kind === 'map' && type.isStruct && name !== undefined && type.fieldOf(name) !== undefined;
    return [element, isNamed ? {...below, isMember: true} : below];
  });
  return {isMember: set.isMember, children: new Map(children)};
}

/** The value without the members of `removed`. */
export function removeFields(value: Open, removed: FieldSet, type: FieldType): Open {
  if (removed.children.size === 0) return value;
  if ((type.kind === 'list' || type.kind === 'set') && Array.isArray(value)) {
    const item: FieldType = type.kind === 'list' ? type.item : {kind: 'leaf'};
    return [...indexItems(value, type)].flatMap(([element, child]) => {
      const node = removed.children.get(element);
      if (node?.isMember) return [];
      return [node ? removeFields(child, node, item) : child];
    });
  }
  if (!isRecord(value)) return value;
  const result: Record<string, Open> = {};
  for (const [name, child] of Object.entries(value)) {
    const node = removed.children.get(`f:${name}`);
    if (node?.isMember) continue;
    const childType: FieldType = type.kind === 'map' ? (type.fieldOf(name) ?? {kind: 'leaf'}) : {kind: 'free'};
    result[name] = node ? removeFields(child, node, childType) : child;
  }
  return result;
}
