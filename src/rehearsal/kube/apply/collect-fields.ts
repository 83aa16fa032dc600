import type {Open} from '../object/kube-object.js';
import {isRecord} from '../object/plain-values.js';
import {createFieldSet, type FieldSet} from './field-set.js';
import type {FieldType} from './field-type.js';
import {indexItems} from './list-elements.js';

const isEmptyMap = (value: Open) => value === null || (isRecord(value) && Object.keys(value).length === 0);

function collect(value: Open, type: FieldType, set: FieldSet): void {
  if (type.kind === 'map' || (type.kind === 'free' && isRecord(value))) {
    if (!isRecord(value)) return;
    for (const [name, child] of Object.entries(value)) {
      const childType: FieldType = type.kind === 'map' ? (type.fieldOf(name) ?? {kind: 'leaf'}) : {kind: 'free'};
      const node = createFieldSet();
      collect(child, childType, node);
      const isOwned = isEmptyMap(child) || (type.kind === 'map' && !type.isStruct) || type.kind === 'free';
      if (isOwned) node.isMember = true;
      if (node.isMember || node.children.size > 0) set.children.set(`f:${name}`, node);
    }
    return;
  }
  if ((type.kind === 'list' || type.kind === 'set') && Array.isArray(value)) {
    for (const [element, item] of indexItems(value, type)) {
      const node = createFieldSet();
      if (type.kind === 'list') collect(item, type.item, node);
      node.isMember = true;
      set.children.set(element, node);
    }
    return;
  }
  set.isMember = true;
}

/** Every field that a configuration sets, as the one who applies it will own them. */
export function collectFields(value: Open, type: FieldType): FieldSet {
  const set = createFieldSet();
  collect(value, type, set);
  return {...set, isMember: false};
}
