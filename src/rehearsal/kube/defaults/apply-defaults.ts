import type {KubeObject} from '../object/kube-object.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';

/** The object with the defaults of its kind filled in. */
export function applyDefaults(
  _resource: ResourceDefinition,
  object: KubeObject,
  _moment: 'create' | 'update',
): KubeObject {
  return object;
}
