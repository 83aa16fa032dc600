import {createRefusal, selectAccess} from '../authz/create-authorizer.js';
import {convertObject} from '../convert/convert-object.js';
import {decodeForResource, keepReset} from '../decode/decode-for-resource.js';
import {checkBodyKind, readPlainBody} from '../decode/read-object-body.js';
import {conflict, methodNotAllowed, notFound, notServed} from '../http/status-error.js';
import type {Open} from '../object/kube-object.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';
import {handleReview} from '../reviews/handle-review.js';
import type {ApiContext} from '../server/api-context.js';
import type {ApiResponse, RoutedRequest} from '../server/api-types.js';
import {isCreatedByUpdate, isReturnedOnDelete} from '../strategy/write-strategy.js';
import {handleBinding} from '../subresources/binding.js';
import {checkNames} from './check-names.js';
import {createObject} from './create-object.js';
import {deleteObject, readDeleteBody, readDeleteOptions} from './delete-object.js';
import {listObjects} from './list-objects.js';
import {readPatchChange} from './patch-change.js';
import {readListOptions} from './read-list-options.js';
import {checkRevision, explainUidMismatch, updateObject} from './update-object.js';
import {watchObjects} from './watch-objects.js';
import {readWriteOptions} from './write-options.js';

/** The first minor version whose watch-list is on by default. https://kubernetes.io/docs/reference/using-api/api-concepts/#streaming-lists */
const watchListMinor = 32;

const respond = (status: number, object: Open, warnings: readonly string[] = []): ApiResponse => ({
  type: 'object',
  status,
  object,
  warnings,
});

async function handleCreate(
  context: ApiContext,
  request: RoutedRequest,
  resource: ResourceDefinition,
): Promise<ApiResponse> {
  const options = readWriteOptions(request, 'CreateOptions');
  const plain = keepReset(
    checkBodyKind(readPlainBody(request.body, request.contentType, resource.kind), resource),
    resource,
  );
  const {object, warnings} = decodeForResource(resource, plain, options.fieldValidation);
  const warned: string[] = [...warnings];
  const created = await createObject(context, {
    resource,
    namespace: request.info.namespace,
    object,
    user: request.user,
    options,
    warn: (text) => warned.push(text),
  });
  return respond(201, created, warned);
}

async function handleUpdate(
  context: ApiContext,
  request: RoutedRequest,
  resource: ResourceDefinition,
): Promise<ApiResponse> {
  const {info} = request;
  const options = readWriteOptions(request, 'UpdateOptions');
  const plain = keepReset(
    checkBodyKind(readPlainBody(request.body, request.contentType, resource.kind), resource),
    resource,
  );
  const found = context.store.get(resource.collection, resource.isNamespaced ? info.namespace : '', info.name);
  const known = found && convertObject(found, resource);
  const {object, warnings} = decodeForResource(resource, plain, options.fieldValidation, false, known);
  checkNames(object, resource, info.namespace, info.name);
  const warned: string[] = [...warnings];
  const warn = (text: string) => warned.push(text);
  const target = selectTarget(request, resource);
  if (!found && object.metadata.uid)
    throw conflict(
      resource,
      target.name,
      explainUidMismatch(
        resource,
        {...object, metadata: {...object.metadata, namespace: target.namespace}},
        object.metadata.uid,
        '',
      ),
    );
  if (!found && isCreatedByUpdate(resource)) {
    const {resourceVersion = '', ...metadata} = object.metadata;
    checkRevision(resourceVersion);
    const created = await createObject(context, {...target, object: {...object, metadata}, options, warn});
    return respond(201, created, warned);
  }
  const updated = await updateObject(context, {
    ...target,
    options,
    warn,
    change: () => object,
    isRetried: false,
  });
  return respond(200, updated, warned);
}

async function handlePatch(
  context: ApiContext,
  request: RoutedRequest,
  resource: ResourceDefinition,
): Promise<ApiResponse> {
  const {options, isApply, change} = readPatchChange(context, request, resource);
  const warned = new Set<string>();
  const warn = (text: string) => warned.add(text);
  const target = selectTarget(request, resource);
  if (isApply && !context.store.get(resource.collection, target.namespace, target.name)) {
    const {uid} = change(undefined, () => {}).metadata;
    if (uid)
      throw conflict(
        resource,
        target.name,
        `uid mismatch: the provided object specified uid ${uid}, and no existing object was found`,
      );
    // What an apply creates has to be allowed as a creation too, with the name that it has.
    const access = {...selectAccess(request), verb: 'create'};
    if (!context.authorizer.isAllowed(request.user, access))
      throw createRefusal(request.user, access, context.authorizer.explainRefusal(access));
    const created = await createObject(context, {
      resource,
      namespace: target.namespace,
      object: change(undefined, warn),
      user: request.user,
      options,
      warn,
      isApply,
    });
    return respond(201, created, [...warned]);
  }
  const updated = await updateObject(context, {
    ...target,
    options,
    warn,
    change: (current) => change(current, warn),
    isRetried: true,
    isApply,
  });
  return respond(200, updated, [...warned]);
}

const selectTarget = ({info, user}: RoutedRequest, resource: ResourceDefinition) => ({
  resource,
  namespace: resource.isNamespaced ? info.namespace : '',
  name: info.name,
  subresource: info.subresource,
  user,
});

async function handleDelete(
  context: ApiContext,
  request: RoutedRequest,
  resource: ResourceDefinition,
): Promise<ApiResponse> {
  const {info, user, body, contentType} = request;
  const options = readDeleteOptions(readDeleteBody(body, contentType), request.query);
  const warned: string[] = [];
  const {object, isGone} = await deleteObject(context, {
    resource,
    namespace: resource.isNamespaced ? info.namespace : '',
    name: info.name,
    user,
    options,
    warn: (text) => warned.push(text),
  });
  const served = convertObject(object, resource);
  if (!isGone || isReturnedOnDelete(resource)) return respond(200, served, warned);
  const {name, uid} = object.metadata;
  const details = {
    name,
    ...(resource.group === '' ? {} : {group: resource.group}),
    kind: resource.plural,
    ...(uid ? {uid} : {}),
  };
  return respond(200, {kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details}, warned);
}

async function handleDeleteCollection(
  context: ApiContext,
  request: RoutedRequest,
  resource: ResourceDefinition,
): Promise<ApiResponse> {
  const {info, user, body, contentType, query} = request;
  const options = readDeleteOptions(readDeleteBody(body, contentType), query);
  const namespace = resource.isNamespaced && info.namespace !== '' ? info.namespace : undefined;
  const list = listObjects(context, resource, namespace, readListOptions(query, resource, false, false));
  for (const {metadata} of list.items) {
    await deleteObject(context, {
      resource,
      namespace: metadata.namespace ?? '',
      name: metadata.name,
      user,
      options,
      warn: () => {},
    }).catch((error) => {
      if (error?.code !== 404) throw error;
    });
  }
  return respond(200, {...list, metadata: {resourceVersion: String(context.store.revision)}});
}

/** Serves a request for a resource itself; subresources are served elsewhere. */
export async function handleResource(
  context: ApiContext,
  request: RoutedRequest,
  resource: ResourceDefinition,
): Promise<ApiResponse> {
  const {info, query} = request;
  if (info.verb === 'create' && info.name !== '') throw methodNotAllowed();
  const verb = info.verb === '' ? 'none' : info.verb;
  if (!resource.verbs.includes(verb)) throw methodNotAllowed();
  if ((verb === 'update' || verb === 'patch') && info.name === '') throw methodNotAllowed();
  if (resource.collection === 'componentstatuses') throw notServed(resource.plural);
  const namespace = resource.isNamespaced && info.namespace !== '' ? info.namespace : undefined;
  switch (verb) {
    case 'get': {
      const found = context.store.get(resource.collection, resource.isNamespaced ? info.namespace : '', info.name);
      if (!found) throw notFound(resource, info.name);
      return respond(200, convertObject(found, resource));
    }
    case 'list':
      return respond(200, listObjects(context, resource, namespace, readListOptions(query, resource, false, false)));
    case 'watch': {
      const parameters = new URLSearchParams(query);
      if (info.name !== '') parameters.set('fieldSelector', `metadata.name=${info.name}`);
      const options = readListOptions(parameters, resource, true, context.minor >= watchListMinor);
      return {type: 'watch', status: 200, stream: watchObjects(context, resource, namespace, options)};
    }
    case 'create':
      if (resource.collection === 'bindings')
        return handleBinding(context, request, context.registry.find('', 'v1', 'pods')!);
      if (resource.verbs.length === 1) return handleReview(context, request, resource);
      return handleCreate(context, request, resource);
    case 'update':
      return handleUpdate(context, request, resource);
    case 'patch':
      return handlePatch(context, request, resource);
    case 'delete':
      return handleDelete(context, request, resource);
    case 'deletecollection':
      return handleDeleteCollection(context, request, resource);
    default:
      throw methodNotAllowed();
  }
}
