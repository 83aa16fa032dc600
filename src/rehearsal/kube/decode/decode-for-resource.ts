import {decodeCustom} from '../custom/decode-custom.js';
import type {KubeObject, Open} from '../object/kube-object.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';
import {type DecodedBody, decodeTyped, type FieldValidation} from './read-object-body.js';

/** Decodes a plain object into a resource's form: by the schema table, or by the custom resource's own schema. `known` is the stored object. */
export function decodeForResource(
  resource: ResourceDefinition,
  plain: Open,
  mode: FieldValidation,
  isPatched = false,
  known?: KubeObject,
): DecodedBody {
  return resource.custom
    ? decodeCustom(resource, plain, mode, isPatched)
    : decodeTyped(plain, resource, mode, isPatched, known && Object.isFrozen(known) ? known : undefined);
}

/** An empty list of managers asks for what a list with an empty one asks for, which decoding keeps: to forget them all. */
export function keepReset(plain: Open, resource: ResourceDefinition): Open {
  const managedFields = plain?.metadata?.managedFields;
  return !resource.custom && Array.isArray(managedFields) && managedFields.length === 0
    ? {...plain, metadata: {...plain.metadata, managedFields: [{}]}}
    : plain;
}
