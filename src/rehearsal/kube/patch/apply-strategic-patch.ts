import type {Open} from '../object/kube-object.js';
import {cloneValue, isRecord, isSameValue} from '../object/plain-values.js';
import {selectDefinition} from '../schema/built-in-schema.js';
import type {FieldSchema, TypeSchema} from '../schema/field-schema.js';

const directive = '$patch';
const deleteFromPrefix = '$deleteFromPrimitiveList/';
const orderPrefix = '$setElementOrder/';
const retainKeys = '$retainKeys';

/** A strategic merge patch that contradicts itself or the type. */
export class StrategicPatchError extends Error {}

const fieldOf = (definition: string | undefined, name: string): FieldSchema | undefined =>
  definition ? selectDefinition(definition).fields?.[name] : undefined;

const isMerged = (field: FieldSchema | undefined) => field?.strategy?.split(',').includes('merge') ?? false;

/** Puts `items` into the order that `$setElementOrder` asks for; items it does not name keep their place behind those before them. */
function orderItems(
  items: readonly Open[],
  order: readonly Open[],
  isSame: (left: Open, right: Open) => boolean,
  serverOrder: readonly Open[],
): Open[] {
  const named = order.map((wanted) => items.find((item) => isSame(item, wanted))).filter((item) => item !== undefined);
  const unnamed = items.filter((item) => !named.includes(item));
  const rank = (item: Open) => serverOrder.findIndex((other) => isSame(other, item));
  const result: Open[] = [];
  let next = 0;
  for (const item of named) {
    while (next < unnamed.length && rank(unnamed[next]) >= 0 && rank(item) >= 0 && rank(unnamed[next]) < rank(item))
      result.push(unnamed[next++]);
    result.push(item);
  }
  return [...result, ...unnamed.slice(next)];
}

function mergeKeyedList(current: readonly Open[], patch: readonly Open[], field: FieldSchema): Open[] {
  const key = field.mergeKey!;
  let result = [...current];
  for (const item of patch) {
    if (!isRecord(item)) throw new StrategicPatchError('expected an object in a list of objects');
    if (item[directive] === 'replace')
      return patch.filter((other) => isRecord(other) && other[directive] === undefined);
    if (item[key] === undefined)
      throw new StrategicPatchError(`map: ${JSON.stringify(item)} does not contain declared merge key: ${key}`);
    const index = result.findIndex((other) => isSameValue(other[key], item[key]));
    if (item[directive] === 'delete') result = result.filter((other) => !isSameValue(other[key], item[key]));
    else if (index >= 0) result[index] = mergeStruct(result[index], item, field.items?.ref);
    else result.push(mergeStruct({}, item, field.items?.ref));
  }
  return result;
}

const mergePrimitiveList = (current: readonly Open[], patch: readonly Open[]) => [
  ...current,
  ...patch.filter((item) => !current.includes(item)),
];

function mergeField(current: Open, patch: Open, field: FieldSchema | undefined): Open {
  if (Array.isArray(patch)) {
    if (!isMerged(field) || !Array.isArray(current))
      return isMerged(field) && field?.mergeKey ? mergeKeyedList([], patch, field) : cloneValue(patch);
    return field?.mergeKey ? mergeKeyedList(current, patch, field) : mergePrimitiveList(current, patch);
  }
  if (!isRecord(patch)) return patch;
  const values: TypeSchema | undefined = field?.type === 'map' ? field.values : undefined;
  return mergeStruct(isRecord(current) ? current : {}, patch, values ? undefined : field?.ref);
}

function mergeStruct(current: Open, patch: Record<string, Open>, definition: string | undefined): Open {
  if (patch[directive] === 'replace') {
    const {[directive]: _, ...rest} = patch;
    return cloneValue(rest);
  }
  if (patch[directive] === 'delete') return {};
  let result: Record<string, Open> = {...current};
  const retained = patch[retainKeys];
  if (Array.isArray(retained))
    result = Object.fromEntries(Object.entries(result).filter(([name]) => retained.includes(name)));
  for (const [name, value] of Object.entries(patch)) {
    if (name === directive || name === retainKeys || name.startsWith(orderPrefix)) continue;
    if (name.startsWith(deleteFromPrefix)) {
      const list = name.slice(deleteFromPrefix.length);
      if (Array.isArray(result[list])) result[list] = result[list].filter((item: Open) => !value.includes(item));
    } else if (value === null) delete result[name];
    else result[name] = mergeField(result[name], value, fieldOf(definition, name));
  }
  const reorder = (list: string, order: readonly Open[]) => {
    const key = fieldOf(definition, list)?.mergeKey;
    const isSame = (left: Open, right: Open) =>
      key ? isSameValue(left?.[key], right?.[key]) : isSameValue(left, right);
    if (Array.isArray(result[list])) result[list] = orderItems(result[list], order, isSame, current?.[list] ?? []);
  };
  for (const [name, value] of Object.entries(patch)) {
    if (name.startsWith(orderPrefix)) reorder(name.slice(orderPrefix.length), value);
    // Without a stated order that of the patch counts: what it adds comes first.
    else if (Array.isArray(value) && isMerged(fieldOf(definition, name)) && !(orderPrefix + name in patch))
      reorder(name, value);
  }
  return result;
}

/**
 * Strategic merge: lists with a merge key merge item by item, `$patch`, `$retainKeys`, `$setElementOrder` and
 * `$deleteFromPrimitiveList` are obeyed. https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/
 */
export function applyStrategicPatch(current: Open, patch: Open, definition: string): Open {
  return mergeStruct(current, patch, definition);
}
