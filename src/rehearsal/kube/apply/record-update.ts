import {decodeObject} from '../decode/decode-object.js';
import type {KubeObject, ManagedFieldsEntry, Open} from '../object/kube-object.js';
import {formatApiVersion, type ResourceDefinition} from '../registry/resource-definition.js';
import {type ApiContext, formatNow} from '../server/api-context.js';
import {compareFields} from './compare-fields.js';
import {
  covers,
  createFieldSet,
  type FieldSet,
  formatFieldSet,
  isEmptySet,
  subtractSet,
  touches,
  uniteSets,
} from './field-set.js';
import {selectResourceType} from './field-type.js';
import {
  createManager,
  formatManagerKey,
  formatManagers,
  type Managers,
  readManagers,
  selectOwnable,
} from './managed-fields.js';
import {recallFields} from './recall-fields.js';

/** Who writes, and through which subresource. */
export interface Writer {
  readonly manager: string;
  readonly subresource: string;
}

/** More managers of updates than this are merged into one. */
const updateManagersLimit = 10;

/** What a new object is compared with: the same type with nothing set. */
export function createBlank(resource: ResourceDefinition): Open {
  return resource.definition ? decodeObject(resource.definition, {}, {unknownFields: []}) : {};
}

const withoutManagedFields = ({metadata, ...rest}: Open): Open => {
  const {managedFields: _, ...others} = metadata ?? {};
  return {...rest, metadata: others};
};

/** Old managers of updates become `ancient-changes`, so that the list does not grow for ever. */
function capManagers(managers: Managers): Managers {
  const updates = [...managers.values()]
    .filter(({operation}) => operation === 'Update')
    .sort((left, right) => (left.time < right.time ? -1 : 1));
  if (updates.length <= updateManagersLimit) return managers;
  const old = updates.slice(0, updates.length - updateManagersLimit + 1);
  const last = old.at(-1)!;
  const fields = old.reduce((set, manager) => uniteSets(set, manager.fields()), createFieldSet());
  const merged = createManager({...last, manager: 'ancient-changes', subresource: ''}, last.time, fields);
  const kept = new Map([...managers].filter(([, manager]) => !old.includes(manager)));
  return kept.set(formatManagerKey(merged), merged);
}

/** Whether a manager's fields stay what they are when it takes `taken` of what was changed. */
const isOwnAlready = (stored: Open, taken: FieldSet, changed: FieldSet, removed: FieldSet) =>
  covers(stored, taken) && !touches(stored, removed) && !touches(stored, subtractSet(changed, taken));

/** Gives the writer what it changed, takes that from the others, and forgets what is gone. */
function updateManagers(
  context: ApiContext,
  resource: ResourceDefinition,
  managers: Managers,
  current: Open,
  object: KubeObject,
  writer: Writer,
): Managers {
  const {added, modified, removed} = compareFields(current, withoutManagedFields(object), selectResourceType(resource));
  const changed = uniteSets(added, modified);
  const taken = selectOwnable(resource, writer.subresource, changed);
  const time = formatNow(context);
  const own = {
    manager: writer.manager,
    operation: 'Update',
    apiVersion: formatApiVersion(resource),
    subresource: writer.subresource,
  } as const;
  const ownKey = formatManagerKey(own);
  const result: Managers = new Map();
  for (const [key, manager] of managers) {
    const stored = manager.formatFields();
    // Most writes are about other fields than those of most managers, or about the writer's own once more.
    if (!touches(stored, changed) && !touches(stored, removed)) result.set(key, manager);
    else if (key === ownKey && isOwnAlready(stored, taken, changed, removed)) result.set(key, {...manager, time});
    else {
      const fields = subtractSet(subtractSet(manager.fields(), changed), removed);
      if (!isEmptySet(fields)) result.set(key, createManager(manager, manager.time, fields));
    }
  }
  const before = result.get(ownKey);
  if (isEmptySet(taken) || (before && before.time === time && covers(before.formatFields(), taken))) return result;
  result.set(ownKey, createManager(own, time, before ? uniteSets(before.fields(), taken) : taken));
  return capManagers(result);
}

/** What the maker of a new object owns. */
function createManagers(
  context: ApiContext,
  resource: ResourceDefinition,
  object: KubeObject,
  manager: string,
): ManagedFieldsEntry[] {
  const type = selectResourceType(resource);
  const fieldsV1 = recallFields(object, type, () => {
    const {added, modified} = compareFields(createBlank(resource), object, type);
    return formatFieldSet(selectOwnable(resource, '', uniteSets(added, modified)));
  });
  if (Object.keys(fieldsV1).length === 0) return [];
  const apiVersion = formatApiVersion(resource);
  const time = formatNow(context);
  return [{manager, operation: 'Update', apiVersion, time, fieldsType: 'FieldsV1', fieldsV1}];
}

/** The object with `managedFields` brought up to date after a create, update or patch by `writer`. */
export function recordUpdate(
  context: ApiContext,
  resource: ResourceDefinition,
  current: KubeObject | undefined,
  object: KubeObject,
  writer: Writer,
): KubeObject {
  const {managedFields: given, ...metadata} = object.metadata;
  const isReset = given !== undefined && given.length === 1 && Object.keys(given[0]!).length === 0;
  const live = current?.metadata.managedFields;
  const trusted = writer.subresource === '' && given?.length ? given : live;
  if (current && (isReset || !live)) return {...object, metadata};
  const managedFields = current
    ? formatManagers(
        updateManagers(context, resource, readManagers(trusted), withoutManagedFields(current), object, writer),
      )
    : createManagers(context, resource, {...object, metadata}, writer.manager);
  return managedFields.length === 0 ? {...object, metadata} : {...object, metadata: {...metadata, managedFields}};
}
