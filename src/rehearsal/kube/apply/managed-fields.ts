import type {ManagedFieldsEntry} from '../object/kube-object.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';
import {
  addPath,
  createFieldSet,
  type FieldSet,
  formatFieldSet,
  isEmptySet,
  readRootSet,
  subtractBranches,
} from './field-set.js';

/** What one manager owns, and how it came by it. */
export interface Manager {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  readonly subresource: string;
  readonly time: string;
  readonly fields: FieldSet;
}

/** Identity of a manager: the same name is another manager with another operation, version or subresource. */
export const formatManagerKey = ({manager, operation, apiVersion, subresource}: Omit<Manager, 'fields' | 'time'>) =>
  JSON.stringify([manager, operation, apiVersion, subresource]);

/** Managers by identity. */
export type Managers = Map<string, Manager>;

export function readManagers(entries: readonly ManagedFieldsEntry[] = []): Managers {
  return new Map(
    entries.map(({manager, operation, apiVersion, subresource = '', time = '', fieldsV1}) => {
      const read: Manager = {manager, operation, apiVersion, subresource, time, fields: readRootSet(fieldsV1)};
      return [formatManagerKey(read), read];
    }),
  );
}

const compareText = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

/** Managers as `metadata.managedFields` lists them: applied ones first, then by time and name. */
export function formatManagers(managers: Managers): ManagedFieldsEntry[] {
  return [...managers.values()]
    .filter(({fields}) => !isEmptySet(fields))
    .sort(
      (left, right) =>
        compareText(left.operation, right.operation) ||
        compareText(left.time, right.time) ||
        compareText(left.manager, right.manager) ||
        compareText(left.apiVersion, right.apiVersion) ||
        compareText(left.subresource, right.subresource),
    )
    .map(({manager, operation, apiVersion, subresource, time, fields}) => ({
      manager,
      operation,
      apiVersion,
      time,
      fieldsType: 'FieldsV1',
      fieldsV1: formatFieldSet(fields),
      ...(subresource === '' ? {} : {subresource}),
    }));
}

function createBranches(paths: readonly (readonly string[])[]): FieldSet {
  const set = createFieldSet();
  for (const path of paths) addPath(set, path);
  return set;
}

/** What nobody owns: identity, and what the system alone sets. */
const neverOwned = createBranches([
  ['f:apiVersion'],
  ['f:kind'],
  ...[
    'name',
    'namespace',
    'creationTimestamp',
    'selfLink',
    'uid',
    'clusterName',
    'generation',
    'managedFields',
    'resourceVersion',
    'deletionTimestamp',
    'deletionGracePeriodSeconds',
  ].map((name) => ['f:metadata', `f:${name}`]),
]);

const statusBranch = createBranches([['f:status']]);
const specBranch = createBranches([['f:spec'], ['f:metadata', 'f:labels']]);
const customSpecBranch = createBranches([['f:spec'], ['f:metadata']]);

/** Strips what cannot be owned at all: the system's own metadata, and the half that another path writes. */
export function selectOwnable(resource: ResourceDefinition, subresource: string, fields: FieldSet): FieldSet {
  const hasStatus = resource.subresources.some(({name}) => name === 'status');
  const withoutMetadata = (set: FieldSet) => {
    const stripped = subtractBranches(set, neverOwned);
    const metadata = stripped.children.get('f:metadata');
    if (metadata) {
      if (metadata.children.size === 0) stripped.children.delete('f:metadata');
      else stripped.children.set('f:metadata', {...metadata, isMember: false});
    }
    return stripped;
  };
  if (subresource === 'status')
    return withoutMetadata(subtractBranches(fields, resource.custom ? customSpecBranch : specBranch));
  return withoutMetadata(hasStatus && subresource === '' ? subtractBranches(fields, statusBranch) : fields);
}
