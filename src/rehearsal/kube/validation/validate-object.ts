import {validateCustom} from '../custom/validate-custom.js';
import {validateRules} from '../custom/validate-rules.js';
import type {FieldError} from '../http/field-error.js';
import type {KubeObject} from '../object/kube-object.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';
import type {ApiContext} from '../server/api-context.js';
import {selectPasses} from './metadata-passes.js';
import {changeValidators, kindValidators} from './validate-kinds.js';
import {validateGeneralMetadata, validateMetadata, validateMetadataChange} from './validate-metadata.js';
import {statusValidators} from './validate-status.js';

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

/** Subresources that leave alone what the object says should be. */
const partial = ['status', 'binding', 'finalize', 'approval', 'ephemeralcontainers'];

/** What is wrong with a change of an object; found more than once, it is named more than once. */
export function validateChangedObject(
  context: ApiContext,
  resource: ResourceDefinition,
  object: KubeObject,
  current: KubeObject,
  subresource: string,
): FieldError[] {
  const general = [...validateGeneralMetadata(object), ...validateMetadataChange(undefined, object, current)];
  const validate = (pass: string): FieldError[] => {
    switch (pass) {
      case 'M':
        return validateMetadataChange(resource, object, current);
      case 'F':
        return [...validateMetadata(resource, object), ...validateContent(context, resource, object, current)];
      case 'C':
        return validateContent(context, resource, object, current);
      default:
        return resource.custom ? [] : (changeValidators[resource.collection]?.(object, current) ?? []);
    }
  };
  const passes = partial.includes(subresource) ? (resource.custom ? 'MC' : 'M') : selectPasses(resource);
  const status =
    subresource === 'status' && !resource.custom ? (statusValidators[resource.collection]?.(object) ?? []) : [];
  return [...general, ...[...passes].flatMap(validate), ...status];
}
