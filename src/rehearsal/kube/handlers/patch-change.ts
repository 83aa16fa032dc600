import {parse as parseYaml} from 'yaml';
import {applyConfiguration} from '../apply/apply-configuration.js';
import {findTypedErrors} from '../apply/find-typed-errors.js';
import {decodeForResource, keepReset} from '../decode/decode-for-resource.js';
import {checkPatchedKind} from '../decode/read-object-body.js';
import {badRequest, StatusError} from '../http/status-error.js';
import type {KubeObject, Open} from '../object/kube-object.js';
import {isRecord} from '../object/plain-values.js';
import {applyPatchType, checkPatchType, patchObject, readPatchBody} from '../patch/patch-object.js';
import {formatApiVersion, type ResourceDefinition} from '../registry/resource-definition.js';
import type {ApiContext} from '../server/api-context.js';
import type {RoutedRequest} from '../server/api-types.js';
import {checkNames} from './check-names.js';
import {readWriteOptions, type WriteOptions} from './write-options.js';

/** A patch, ready to be applied to whatever the object turns out to be. */
export interface PatchChange {
  readonly options: WriteOptions;
  readonly isApply: boolean;
  /** The object as the patch makes it; `current` is undefined where an apply creates it. */
  change(current: KubeObject | undefined, warn: (text: string) => void): KubeObject;
}

function readConfiguration(request: RoutedRequest, resource: ResourceDefinition): KubeObject {
  const {body, info} = request;
  let configuration: Open = body;
  try {
    if (Buffer.isBuffer(body) || typeof body === 'string') configuration = parseYaml(body.toString());
  } catch (error) {
    const [first = '', line = '1'] = /^([^\n]*?)(?: at line (\d+).*)?$/m.exec((error as Error).message)?.slice(1) ?? [];
    throw badRequest(`error decoding YAML: error converting YAML to JSON: yaml: line ${line}: ${first}`);
  }
  if (!isRecord(configuration)) throw badRequest('error decoding YAML: expected an object');
  const apiVersion = formatApiVersion(resource);
  if (configuration.apiVersion !== apiVersion)
    throw badRequest(
      `Incorrect version specified in apply patch. Specified patch version: ${configuration.apiVersion ?? ''}, expected: ${apiVersion}`,
    );
  if (configuration.kind !== resource.kind) throw badRequest('invalid object type: /, Kind=');
  const metadata = configuration.metadata ?? {};
  if (metadata.managedFields) throw badRequest('metadata.managedFields must be nil');
  if (metadata.name !== undefined && metadata.name !== info.name)
    throw badRequest(`the name of the object (${metadata.name}) does not match the name on the URL (${info.name})`);
  if (resource.isNamespaced && metadata.namespace && metadata.namespace !== info.namespace)
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  const typedErrors = findTypedErrors(resource, configuration);
  if (typedErrors) {
    throw new StatusError(
      500,
      '',
      `failed to create typed patch object (${metadata.namespace ?? ''}/${info.name}; ${apiVersion}, Kind=${resource.kind}): ${typedErrors}`,
    );
  }
  return {
    ...configuration,
    metadata: {...metadata, name: info.name, ...(resource.isNamespaced ? {namespace: info.namespace} : {})},
  } as KubeObject;
}

/** Reads a PATCH request of any media type. */
export function readPatchChange(
  context: ApiContext,
  request: RoutedRequest,
  resource: ResourceDefinition,
): PatchChange {
  const mediaType = request.contentType.split(';')[0]!.trim();
  checkPatchType(resource, mediaType);
  const isApply = mediaType === applyPatchType;
  const options = readWriteOptions(request, 'PatchOptions', isApply);
  const decode = (plain: Open, warn: (text: string) => void, known?: KubeObject) => {
    checkPatchedKind(plain, resource);
    const {object, warnings} = decodeForResource(resource, plain, options.fieldValidation, true, known);
    checkNames(object, resource, request.info.namespace, request.info.name);
    for (const warning of warnings) warn(warning);
    return object;
  };
  if (!isApply) {
    let patch: Open;
    return {
      options,
      isApply,
      // The body is read once there is an object for it: what is not found is not found first.
      change(current, warn) {
        patch ??= readPatchBody(request.body, mediaType);
        return decode(keepReset(patchObject(resource, current!, patch, mediaType), resource), warn, current);
      },
    };
  }
  const configuration = readConfiguration(request, resource);
  const apply = {manager: options.fieldManager, subresource: request.info.subresource, isForced: options.isForced};
  return {
    options,
    isApply,
    change: (current, warn) => decode(applyConfiguration(context, resource, current, configuration, apply), warn),
  };
}
