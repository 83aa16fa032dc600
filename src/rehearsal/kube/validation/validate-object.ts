import {validateCustom} from '../custom/validate-custom.js';
import {validateRules} from '../custom/validate-rules.js';
import type {FieldError} from '../http/field-error.js';
import type {KubeObject} from '../object/kube-object.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';
import type {ApiContext} from '../server/api-context.js';
import {changeValidators, kindValidators} from './validate-kinds.js';
import {validateMetadata, validateMetadataChange} from './validate-metadata.js';

function validateContent(
  context: ApiContext,
  resource: ResourceDefinition,
  object: KubeObject,
  current?: KubeObject,
): FieldError[] {
  if (resource.custom) {
    const {schema} = resource.custom;
    const errors = validateCustom(object, schema);
    return errors.length > 0 ? errors : validateRules(object, current, schema, '');
  }
  return kindValidators[resource.collection]?.(object, context) ?? [];
}

/** What is wrong with an object about to be created. */
export function validateNewObject(context: ApiContext, resource: ResourceDefinition, object: KubeObject): FieldError[] {
  return [...validateMetadata(resource, object), ...validateContent(context, resource, object)];
}

/** What is wrong with a change of an object. */
export function validateChangedObject(
  context: ApiContext,
  resource: ResourceDefinition,
  object: KubeObject,
  current: KubeObject,
  subresource: string,
): FieldError[] {
  const metadata = [...validateMetadata(resource, object), ...validateMetadataChange(object, current)];
  if (['status', 'binding', 'finalize', 'approval', 'ephemeralcontainers'].includes(subresource))
    return resource.custom ? [...metadata, ...validateContent(context, resource, object, current)] : metadata;
  const changes = resource.custom ? [] : (changeValidators[resource.collection]?.(object, current) ?? []);
  return [...metadata, ...validateContent(context, resource, object, current), ...changes];
}
