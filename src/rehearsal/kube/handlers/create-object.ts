import {recordUpdate} from '../apply/record-update.js';
import {convertObject, convertToStored} from '../convert/convert-object.js';
import {listUnservedRules} from '../custom/validate-rules.js';
import {applyDefaults} from '../defaults/apply-defaults.js';
import {invalidObject} from '../http/field-error.js';
import {alreadyExists, badRequest, StatusError} from '../http/status-error.js';
import type {KubeObject} from '../object/kube-object.js';
import {shareValue} from '../object/plain-values.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';
import type {ApiContext} from '../server/api-context.js';
import type {ApiUser} from '../server/api-types.js';
import {clearDeletion, stampNewObject} from '../strategy/object-metadata.js';
import {prepareForCreate} from '../strategy/prepare-object.js';
import {validateNewObject} from '../validation/validate-object.js';
import type {WriteOptions} from './write-options.js';

/** A create after its body was decoded. */
export interface CreateRequest {
  readonly resource: ResourceDefinition;
  readonly namespace: string;
  readonly object: KubeObject;
  readonly user: ApiUser;
  readonly options: WriteOptions;
  readonly warn: (text: string) => void;
  /** Server-side apply brings its own managed fields. */
  readonly isApply?: boolean;
}

function warnOfUnservedRules({spec}: KubeObject, warn: (text: string) => void): void {
  for (const {name, schema} of spec.versions)
    for (const warning of listUnservedRules(schema?.openAPIV3Schema, name)) warn(warning);
}

/** Refuses an object that names another namespace than the path does; fills in the path's. */
function placeInNamespace(resource: ResourceDefinition, namespace: string, object: KubeObject): KubeObject {
  const metadata = object.metadata ?? {name: ''};
  if (!resource.isNamespaced) {
    const {namespace: _, ...rest} = metadata;
    return {...object, metadata: rest};
  }
  if (metadata.namespace && metadata.namespace !== namespace)
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  return {...object, metadata: {...metadata, namespace}};
}

/** The newest object by place and `generateName`: the pods of a set have most of their specification in common. */
const siblings = new Map<string, KubeObject>();
const siblingsLimit = 1024;

function shareWithSibling(resource: ResourceDefinition, object: KubeObject): KubeObject {
  const {namespace = '', generateName} = object.metadata;
  if (!generateName) return object;
  const key = `${resource.collection}/${namespace}/${generateName}`;
  const shared = shareValue(siblings.get(key), object);
  siblings.delete(key);
  if (siblings.size >= siblingsLimit) siblings.delete(siblings.keys().next().value!);
  siblings.set(key, shared);
  return shared;
}

/** Creates an object: defaults, admission, strategy, validation, store, in kube-apiserver's order. */
export async function createObject(context: ApiContext, request: CreateRequest): Promise<KubeObject> {
  const {resource, namespace, user, options, warn} = request;
  const placed = placeInNamespace(resource, namespace, request.object);
  if (placed.metadata.resourceVersion)
    throw new StatusError(500, '', 'resourceVersion should not be set on objects to be created');
  const named = stampNewObject(context, placed);
  const defaulted = applyDefaults(resource, named);
  const tracked = request.isApply
    ? defaulted
    : recordUpdate(context, resource, undefined, defaulted, {manager: options.fieldManager, subresource: ''});
  const attributes = {
    operation: 'CREATE' as const,
    resource,
    subresource: '',
    namespace: resource.isNamespaced ? namespace : '',
    name: named.metadata.name,
    user,
    isDryRun: options.isDryRun,
    options: {kind: 'CreateOptions', apiVersion: 'meta.k8s.io/v1'},
  };
  const mutated = (await context.admission.mutate({...attributes, object: tracked}, warn)) ?? tracked;
  const adopted = mutated === tracked ? tracked : applyDefaults(resource, mutated);
  const prepared = prepareForCreate(context, resource, clearDeletion(adopted));
  const errors = validateNewObject(context, resource, prepared);
  if (errors.length > 0) throw invalidObject(resource, placed.metadata.name ?? '', errors);
  if (prepared.kind === 'CustomResourceDefinition' && resource.group === 'apiextensions.k8s.io')
    warnOfUnservedRules(prepared, warn);
  await context.admission.validate({...attributes, object: prepared}, warn);
  const existing = context.store.get(resource.collection, prepared.metadata.namespace ?? '', prepared.metadata.name);
  if (existing)
    throw alreadyExists(resource, prepared.metadata.name, existing.metadata.deletionTimestamp !== undefined);
  if (options.isDryRun) return prepared;
  const stored = context.store.put(
    resource.collection,
    shareWithSibling(resource, convertToStored(prepared, resource)),
  );
  return convertObject(stored, resource);
}
