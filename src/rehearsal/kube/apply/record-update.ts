import type {KubeObject} from '../object/kube-object.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';
import type {ApiContext} from '../server/api-context.js';

/** Who writes, and through which subresource. */
export interface Writer {
  readonly manager: string;
  readonly subresource: string;
}

/** The object with its managed fields brought up to date after a create, update or patch. */
export function recordUpdate(
  _context: ApiContext,
  _resource: ResourceDefinition,
  current: KubeObject | undefined,
  object: KubeObject,
  _writer: Writer,
): KubeObject {
  const {managedFields: _, ...metadata} = object.metadata;
  return current?.metadata.managedFields
    ? {...object, metadata: {...metadata, managedFields: current.metadata.managedFields}}
    : {...object, metadata};
}
