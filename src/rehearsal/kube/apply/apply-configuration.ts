import {StatusError} from '../http/status-error.js';
import type {KubeObject, Open} from '../object/kube-object.js';
import {formatApiVersion, type ResourceDefinition} from '../registry/resource-definition.js';
import {type ApiContext, formatNow} from '../server/api-context.js';
import {collectFields} from './collect-fields.js';
import {compareFields} from './compare-fields.js';
import {
  createFieldSet,
  type FieldSet,
  intersectSets,
  isEmptySet,
  isSameSet,
  listPaths,
  subtractSet,
  uniteSets,
} from './field-set.js';
import {selectResourceType} from './field-type.js';
import {findOwnClientFields, keepLastApplied, kubectlManager} from './last-applied.js';
import {
  createManager,
  formatManagerKey,
  formatManagers,
  type Manager,
  type Managers,
  readManagers,
  selectOwnable,
} from './managed-fields.js';
import {mergeConfiguration, removeFields, withNamedFields} from './merge-configuration.js';
import {createBlank} from './record-update.js';

/** An apply: who, through which subresource, and whether fields of others may be taken. */
export interface Apply {
  readonly manager: string;
  readonly subresource: string;
  readonly isForced: boolean;
}

function formatManager({manager, operation, apiVersion, subresource}: Manager): string {
  const part = subresource === '' ? '' : ` with subresource "${subresource}"`;
  return `"${manager}"${part}${operation === 'Update' ? ` using ${apiVersion}` : ''}`;
}

function createConflict(conflicts: ReadonlyArray<readonly [Manager, FieldSet]>): StatusError {
  const listed = conflicts
    .map(([manager, fields]) => ({name: formatManager(manager), paths: listPaths(fields)}))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
  const count = listed.reduce((sum, {paths}) => sum + paths.length, 0);
  const text =
    count === 1
      ? `conflict with ${listed[0]!.name}: ${listed[0]!.paths[0]}`
      : listed
          .map(({name, paths}) => [`conflicts with ${name}:`, ...paths.map((path) => `- ${path}`)].join('\n'))
          .join('\n');
  const causes = listed.flatMap(({name, paths}) =>
    paths.map((field) => ({reason: 'FieldManagerConflict', message: `conflict with ${name}`, field})),
  );
  return new StatusError(409, 'Conflict', `Apply failed with ${count} conflict${count === 1 ? '' : 's'}: ${text}`, {
    causes,
  });
}

const withoutManagedFields = ({metadata, ...rest}: Open): Open => {
  const {managedFields: _, ...others} = metadata ?? {};
  return {...rest, metadata: others};
};

/** An object nobody owned so far belongs, before its first apply, to those who made it. */
function readLiveManagers(resource: ResourceDefinition, live: KubeObject | undefined): Managers {
  if (!live || live.metadata.managedFields) return readManagers(live?.metadata.managedFields);
  const type = selectResourceType(resource);
  const {added, modified} = compareFields(createBlank(resource), withoutManagedFields(live), type);
  const fields = selectOwnable(resource, '', uniteSets(added, modified));
  const identity = {
    manager: 'before-first-apply',
    operation: 'Update',
    apiVersion: formatApiVersion(resource),
    subresource: '',
  } as const;
  const before = createManager(identity, live.metadata.creationTimestamp ?? '', fields);
  return new Map([[formatManagerKey(before), before]]);
}

/**
 * Server-side apply: lays `configuration` over `live`, removes what the manager no longer names and nobody else
 * owns, and refuses with 409 to change fields of others unless forced.
 * https://kubernetes.io/docs/reference/using-api/server-side-apply/
 */
export function applyConfiguration(
  context: ApiContext,
  resource: ResourceDefinition,
  live: KubeObject | undefined,
  configuration: KubeObject,
  apply: Apply,
): KubeObject {
  const type = selectResourceType(resource);
  const managers = readLiveManagers(resource, live);
  const self = {
    manager: apply.manager,
    operation: 'Apply' as const,
    apiVersion: formatApiVersion(resource),
    subresource: apply.subresource,
  };
  const key = formatManagerKey(self);
  const previous = managers.get(key);
  const named = collectFields(configuration, type);
  const fields = selectOwnable(resource, apply.subresource, named);
  const before = live ? withoutManagedFields(live) : undefined;
  const merged = mergeConfiguration(before, withoutManagedFields(configuration), type);
  const isUnchanged = previous !== undefined && isSameSet(previous.fields(), fields);
  managers.set(key, createManager(self, isUnchanged ? previous.time : formatNow(context), fields));
  // Its name and kind keep an object's own structure, although nobody owns them.
  const owned = [...managers.values()].reduce((set, manager) => uniteSets(set, manager.fields()), named);
  const left = () => subtractSet(withNamedFields(previous!.fields(), type), withNamedFields(owned, type));
  const result = previous ? removeFields(merged, left(), type) : merged;
  const {added, modified, removed} = compareFields(before, result, type);
  const changed = before ? uniteSets(added, modified) : createFieldSet();
  const conflicts = [...managers].flatMap(([other, manager]) => {
    const taken = other === key ? createFieldSet() : intersectSets(manager.fields(), changed);
    return isEmptySet(taken) ? [] : [[manager, taken] as const];
  });
  const isKubectl = apply.manager === kubectlManager && live !== undefined;
  if (conflicts.length > 0 && !apply.isForced) {
    const own = isKubectl ? findOwnClientFields(resource, live) : createFieldSet();
    const others = conflicts
      .map(([manager, taken]) => [manager, subtractSet(taken, own)] as const)
      .filter(([, taken]) => !isEmptySet(taken));
    if (others.length > 0) throw createConflict(others);
  }
  for (const [other, manager] of managers) {
    if (other === key) continue;
    const fields = subtractSet(subtractSet(manager.fields(), changed), removed);
    managers.set(other, createManager(manager, manager.time, fields));
  }
  const managed = {...result, metadata: {...result.metadata, managedFields: formatManagers(managers)}};
  return isKubectl ? keepLastApplied(managed, live, configuration) : managed;
}
