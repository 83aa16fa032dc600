import {recordUpdate} from '../apply/record-update.js';
import {customResourceCleanup, deleteObject} from '../handlers/delete-object.js';
import type {KubeObject, Open} from '../object/kube-object.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';
import {type ApiContext, formatNow} from '../server/api-context.js';
import {readDefinition} from './read-definition.js';

const definitionsCollection = 'customresourcedefinitions.apiextensions.k8s.io';

const system = {username: 'system:apiserver', groups: ['system:masters']};

const isConditionTrue = (definition: KubeObject, type: string) =>
  definition.status?.conditions?.some((condition: Open) => condition.type === type && condition.status === 'True') ??
  false;

/** The conditions of a definition whose names are free. https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/ */
function createConditions(context: ApiContext): Open[] {
  const lastTransitionTime = formatNow(context);
  return [
    {type: 'NamesAccepted', status: 'True', lastTransitionTime, reason: 'NoConflicts', message: 'no conflicts found'},
    {
      type: 'Established',
      status: 'True',
      lastTransitionTime,
      reason: 'InitialNamesAccepted',
      message: 'the initial names have been accepted',
    },
  ];
}

/** Names of another definition of the same group that this one claims too. */
function findNameConflict(context: ApiContext, definition: KubeObject): string | undefined {
  const {group, names} = definition.spec;
  const others = context.store
    .list(definitionsCollection)
    .filter(
      (other) =>
        other.metadata.name !== definition.metadata.name &&
        other.spec.group === group &&
        isConditionTrue(other, 'NamesAccepted'),
    );
  for (const other of others) {
    if (other.spec.names.kind === names.kind) return `"${names.kind}" is already in use`;
    if (other.spec.names.listKind === names.listKind) return `"${names.listKind}" is already in use`;
  }
  return undefined;
}

function establish(context: ApiContext, resource: ResourceDefinition, definition: KubeObject): void {
  const conflict = findNameConflict(context, definition);
  const stored: string[] = definition.status?.storedVersions ?? [];
  const storage = definition.spec.versions.find((version: Open) => version.storage)?.name;
  const lastTransitionTime = formatNow(context);
  const conditions = conflict
    ? [
        {type: 'NamesAccepted', status: 'False', lastTransitionTime, reason: 'KindConflict', message: conflict},
        {
          type: 'Established',
          status: 'False',
          lastTransitionTime,
          reason: 'NotAccepted',
          message: 'not all names are accepted',
        },
      ]
    : isConditionTrue(definition, 'Established')
      ? definition.status.conditions
      : createConditions(context);
  const status = {
    conditions,
    acceptedNames: conflict ? {plural: '', kind: ''} : definition.spec.names,
    storedVersions: stored.includes(storage) ? stored : [...stored, storage],
  };
  const next: KubeObject = {...definition, status};
  context.store.put(
    definitionsCollection,
    recordUpdate(context, resource, definition, next, {manager: 'kube-apiserver', subresource: 'status'}),
  );
}

const isUpToDate = ({spec, status}: KubeObject) =>
  status?.conditions?.length > 0 &&
  JSON.stringify(status.acceptedNames) === JSON.stringify(spec.names) &&
  status.storedVersions?.includes(spec.versions.find((version: Open) => version.storage)?.name);

/** Deletes the objects of a definition that is being deleted, and then the definition. */
async function finalize(context: ApiContext, definition: KubeObject): Promise<void> {
  const [resource] = readDefinition(definition);
  const objects = resource ? context.store.list(resource.collection) : [];
  for (const {metadata} of objects) {
    if (!metadata.deletionTimestamp)
      await deleteObject(context, {
        resource: resource!,
        namespace: metadata.namespace ?? '',
        name: metadata.name,
        user: system,
        options: {},
        warn: () => {},
      }).catch(() => undefined);
  }
  const current = context.store.get(definitionsCollection, '', definition.metadata.name);
  if (!current?.metadata.deletionTimestamp || (resource && context.store.list(resource.collection).length > 0)) return;
  const finalizers = (current.metadata.finalizers ?? []).filter((name) => name !== customResourceCleanup);
  if (finalizers.length === 0) context.store.remove(definitionsCollection, '', current.metadata.name);
  else if (finalizers.length < (current.metadata.finalizers ?? []).length)
    context.store.put(definitionsCollection, {...current, metadata: {...current.metadata, finalizers}});
}

/** Keeps the registry in step with the stored definitions: accepted names, discovery at once, cleanup. */
export function runCustomResources(context: ApiContext): {stop(): void} {
  const {store, registry} = context;
  const definitionResource = registry.find('apiextensions.k8s.io', 'v1', 'customresourcedefinitions')!;
  const serve = (definition: KubeObject) => {
    if (isConditionTrue(definition, 'Established'))
      registry.setCustom(definition.metadata.name, readDefinition(definition));
  };
  const reconcile = (name: string) => {
    const definition = store.get(definitionsCollection, '', name);
    if (!definition) return;
    if (definition.metadata.deletionTimestamp) void finalize(context, definition);
    else if (!isUpToDate(definition)) establish(context, definitionResource, definition);
  };
  for (const definition of store.list(definitionsCollection)) {
    serve(definition);
    reconcile(definition.metadata.name);
  }
  const stop = store.subscribe(({collection, type, object}) => {
    if (collection === definitionsCollection) {
      if (type === 'DELETED') registry.setCustom(object.metadata.name, []);
      else serve(object);
      queueMicrotask(() => reconcile(object.metadata.name));
    } else if (type === 'DELETED' && store.get(definitionsCollection, '', collection)?.metadata.deletionTimestamp)
      queueMicrotask(() => reconcile(collection));
  });
  return {stop};
}
