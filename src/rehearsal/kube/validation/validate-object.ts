import type {FieldError} from '../http/field-error.js';
import type {KubeObject} from '../object/kube-object.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';
import type {ApiContext} from '../server/api-context.js';

/** What is wrong with an object about to be created. */
export function validateNewObject(
  _context: ApiContext,
  _resource: ResourceDefinition,
  object: KubeObject,
): FieldError[] {
  return object.metadata.name === ''
    ? [
        {
          reason: 'FieldValueRequired',
          field: 'metadata.name',
          message: 'Required value: name or generateName is required',
        },
      ]
    : [];
}

/** What is wrong with a change of an object. */
export function validateChangedObject(
  _context: ApiContext,
  _resource: ResourceDefinition,
  _object: KubeObject,
  _current: KubeObject,
  _subresource: string,
): FieldError[] {
  return [];
}
