import {convertObject} from '../convert/convert-object.js';
import {decodeForResource} from '../decode/decode-for-resource.js';
import {checkBodyKind, readPlainBody} from '../decode/read-object-body.js';
import {readPatchChange} from '../handlers/patch-change.js';
import {updateObject} from '../handlers/update-object.js';
import {readWriteOptions} from '../handlers/write-options.js';
import {methodNotAllowed, notFound, notServed} from '../http/status-error.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';
import type {ApiContext} from '../server/api-context.js';
import type {ApiResponse, RoutedRequest} from '../server/api-types.js';
import {handleBinding} from './binding.js';
import {handleEviction} from './eviction.js';
import {handlePodLog} from './pod-log.js';
import {handleScale} from './scale.js';
import {handleToken} from './token.js';

/** Serves `status` and other parts that read and write the object itself. */
async function handleObjectPart(
  context: ApiContext,
  request: RoutedRequest,
  resource: ResourceDefinition,
): Promise<ApiResponse> {
  const {info, user} = request;
  const namespace = resource.isNamespaced ? info.namespace : '';
  const found = context.store.get(resource.collection, namespace, info.name);
  if (!found) throw notFound(resource, info.name);
  if (info.verb === 'get') return {type: 'object', status: 200, object: convertObject(found, resource)};
  const warnings = new Set<string>();
  const warn = (text: string) => warnings.add(text);
  const target = {resource, namespace, name: info.name, subresource: info.subresource, user, warn};
  if (info.verb === 'patch') {
    const {options, isApply, change} = readPatchChange(context, request, resource);
    const object = await updateObject(context, {
      ...target,
      options,
      change: (current) => change(current, warn),
      isRetried: true,
      isApply,
    });
    return {type: 'object', status: 200, object, warnings: [...warnings]};
  }
  const options = readWriteOptions(request, 'UpdateOptions');
  const decoded = decodeForResource(
    resource,
    checkBodyKind(readPlainBody(request.body, request.contentType, resource.kind), resource),
    options.fieldValidation,
    false,
    convertObject(found, resource),
  );
  for (const warning of decoded.warnings) warn(warning);
  const object = await updateObject(context, {...target, options, change: () => decoded.object, isRetried: false});
  return {type: 'object', status: 200, object, warnings: [...warnings]};
}

/** Serves a subresource; undefined where the resource has none of that name. */
export async function handleSubresource(
  context: ApiContext,
  request: RoutedRequest,
  resource: ResourceDefinition,
): Promise<ApiResponse | undefined> {
  const {info} = request;
  const part = resource.subresources.find(({name}) => name === info.subresource);
  if (!part) return undefined;
  if (!part.verbs.includes(info.verb)) throw methodNotAllowed();
  if (['status', 'finalize', 'approval', 'ephemeralcontainers'].includes(part.name))
    return handleObjectPart(context, request, resource);
  switch (part.name) {
    case 'scale':
      return handleScale(context, request, resource);
    case 'binding':
      return handleBinding(context, request, resource);
    case 'eviction':
      return handleEviction(context, request, resource);
    case 'log':
      return handlePodLog(context, request, resource);
    case 'token':
      return handleToken(context, request, resource);
    default:
      throw notServed(`${resource.plural}/${part.name}`);
  }
}
