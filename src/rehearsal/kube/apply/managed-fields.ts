import type {ManagedFieldsEntry, Open} from '../object/kube-object.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';
import {addPath, createFieldSet, type FieldSet, formatFieldSet, readRootSet, subtractBranches} from './field-set.js';

/** Who a manager is: the same name is another one with another operation, version or subresource. */
interface ManagerIdentity {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  readonly subresource: string;
}

/** What one manager owns, and how it came by it. */
export interface Manager extends ManagerIdentity {
  readonly time: string;
  /** As a set; worked out when asked for. */
  fields(): FieldSet;
  /** As `fieldsV1`; that of a stored entry is handed on as it is. */
  formatFields(): Open;
}

export const formatManagerKey = ({manager, operation, apiVersion, subresource}: ManagerIdentity) =>
  `${operation}\0${apiVersion}\0${subresource}\0${manager}`;

/** Managers by identity. */
export type Managers = Map<string, Manager>;

/** A manager that owns `fields` since `time`. */
export function createManager(identity: ManagerIdentity, time: string, fields: FieldSet): Manager {
  const {manager, operation, apiVersion, subresource} = identity;
  const formatFields = () => formatFieldSet(fields);
  return {manager, operation, apiVersion, subresource, time, fields: () => fields, formatFields};
}

/** The managers of a stored object. */
export function readManagers(entries: readonly ManagedFieldsEntry[] = []): Managers {
  return new Map(
    entries.map(({manager, operation, apiVersion, subresource = '', time = '', fieldsV1}) => {
      let set: FieldSet | undefined;
      const read: Manager = {
        manager,
        operation,
        apiVersion,
        subresource,
        time,
        fields() {
          set ??= readRootSet(fieldsV1);
          return set;
        },
        formatFields: () => fieldsV1,
      };
      return [formatManagerKey(read), read];
    }),
  );
}

const compareText = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

/** Managers as `metadata.managedFields` lists them: applied ones first, then by time and name. */
export function formatManagers(managers: Managers): ManagedFieldsEntry[] {
  return [...managers.values()]
    .sort(
      (left, right) =>
        compareText(left.operation, right.operation) ||
        compareText(left.time, right.time) ||
        compareText(left.manager, right.manager) ||
        compareText(left.apiVersion, right.apiVersion) ||
        compareText(left.subresource, right.subresource),
    )
    .map(({manager, operation, apiVersion, time, subresource, formatFields}) => ({
      manager,
      operation,
      apiVersion,
      // One that was written without its time has none.
      ...(time === '' ? {} : {time}),
      fieldsType: 'FieldsV1' as const,
      fieldsV1: formatFields(),
      ...(subresource === '' ? {} : {subresource}),
    }))
    .filter(({fieldsV1}) => Object.keys(fieldsV1 ?? {}).length > 0);
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
