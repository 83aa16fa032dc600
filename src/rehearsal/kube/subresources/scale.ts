import {convertObject} from '../convert/convert-object.js';
import {checkBodyKind, decodeTyped, readPlainBody} from '../decode/read-object-body.js';
import {updateObject} from '../handlers/update-object.js';
import {readWriteOptions} from '../handlers/write-options.js';
import {invalidObject, invalidValue} from '../http/field-error.js';
import {badRequest, notFound} from '../http/status-error.js';
import type {KubeObject, Open} from '../object/kube-object.js';
import {valueAt} from '../object/plain-values.js';
import {checkPatchType, patchObject, readPatchBody} from '../patch/patch-object.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';
import {findDefinitionName} from '../schema/built-in-schema.js';
import type {ApiContext} from '../server/api-context.js';
import type {ApiResponse, RoutedRequest} from '../server/api-types.js';
import {formatLabels, formatSelector} from '../table/printer.js';

const scaleDefinition = findDefinitionName('autoscaling', 'v1', 'Scale')!;
const scaleKind = {group: 'autoscaling', version: 'v1', kind: 'Scale', definition: scaleDefinition};

const splitPath = (path: string) => path.split('.').filter((part) => part !== '');

/** Where replicas and selector stand in a scalable resource. */
function selectPaths({custom}: ResourceDefinition) {
  const scale = custom?.scale;
  return {
    spec: splitPath(scale?.specReplicasPath ?? '.spec.replicas'),
    status: splitPath(scale?.statusReplicasPath ?? '.status.replicas'),
    selector: scale ? (scale.labelSelectorPath ? splitPath(scale.labelSelectorPath) : undefined) : ['spec', 'selector'],
  };
}

/** The `Scale` of a scalable object. */
function createScale(resource: ResourceDefinition, object: KubeObject): KubeObject {
  const paths = selectPaths(resource);
  const {name, namespace, uid, resourceVersion, creationTimestamp = null} = object.metadata;
  const selector: Open = paths.selector && valueAt(object, paths.selector);
  const text =
    typeof selector === 'string'
      ? selector
      : selector?.matchLabels || selector?.matchExpressions
        ? formatSelector(selector)
        : selector
          ? formatLabels(selector)
          : '';
  const replicas: number = valueAt(object, paths.spec) ?? 0;
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: {
      name,
      ...(namespace ? {namespace} : {}),
      ...(uid ? {uid} : {}),
      ...(resourceVersion ? {resourceVersion} : {}),
      creationTimestamp,
    },
    spec: replicas === 0 ? {} : {replicas},
    status: {replicas: valueAt(object, paths.status) ?? 0, ...(text ? {selector: text} : {})},
  };
}

function writeReplicas(object: Open, path: readonly string[], replicas: number): Open {
  const [name, ...rest] = path;
  return name === undefined ? replicas : {...object, [name]: writeReplicas(object?.[name] ?? {}, rest, replicas)};
}

function readReplicas(scale: Open, name: string): number {
  const replicas = scale.spec?.replicas ?? 0;
  if (replicas < 0)
    throw invalidObject({group: 'autoscaling', kind: 'Scale'}, name, [
      invalidValue('spec.replicas', replicas, 'must be greater than or equal to 0'),
    ]);
  return replicas;
}

/** Serves `…/scale`: reads and writes the replica count of an object as a `Scale`. */
export async function handleScale(
  context: ApiContext,
  request: RoutedRequest,
  resource: ResourceDefinition,
): Promise<ApiResponse> {
  const {info, user} = request;
  const namespace = resource.isNamespaced ? info.namespace : '';
  const found = context.store.get(resource.collection, namespace, info.name);
  if (!found) throw notFound(resource.custom ? resource : {...resource, plural: `${resource.plural}/scale`}, info.name);
  if (info.verb === 'get')
    return {type: 'object', status: 200, object: createScale(resource, convertObject(found, resource))};
  const isPatch = info.verb === 'patch';
  const options = readWriteOptions(request, isPatch ? 'PatchOptions' : 'UpdateOptions');
  const mediaType = request.contentType.split(';')[0]!.trim();
  if (isPatch) checkPatchType({...resource, custom: undefined} as unknown as ResourceDefinition, mediaType);
  const body = isPatch
    ? readPatchBody(request.body, mediaType)
    : decodeTyped(
        checkBodyKind(readPlainBody(request.body, request.contentType, 'Scale'), scaleKind),
        scaleKind,
        options.fieldValidation,
      ).object;
  if (!isPatch && body.metadata?.name !== info.name)
    throw badRequest(
      `the name of the object (${body.metadata?.name ?? ''}) does not match the name on the URL (${info.name})`,
    );
  const {spec: path} = selectPaths(resource);
  const change = (current: KubeObject): KubeObject => {
    const scale = isPatch
      ? decodeTyped(
          patchObject(resource, createScale(resource, current), body, mediaType, scaleDefinition),
          scaleKind,
          options.fieldValidation,
          true,
        ).object
      : body;
    const scaled: KubeObject = writeReplicas(current, path, readReplicas(scale, info.name));
    return {
      ...scaled,
      metadata: {
        ...current.metadata,
        ...(scale.metadata?.resourceVersion ? {resourceVersion: scale.metadata.resourceVersion} : {}),
      },
    };
  };
  const object = await updateObject(context, {
    resource,
    namespace,
    name: info.name,
    subresource: 'scale',
    user,
    options,
    warn: () => {},
    change,
    isRetried: isPatch,
  });
  return {type: 'object', status: 200, object: createScale(resource, object)};
}
