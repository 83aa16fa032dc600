import type {FieldValidation} from '../decode/read-object-body.js';
import type {KubeObject, Open} from '../object/kube-object.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';

/** Brings a plain object into the form of a custom resource. */
export function decodeCustom(
  _resource: ResourceDefinition,
  plain: Open,
  _mode: FieldValidation,
): {readonly object: KubeObject; readonly warnings: readonly string[]} {
  return {object: plain, warnings: []};
}
