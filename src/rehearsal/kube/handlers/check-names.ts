import {badRequest} from '../http/status-error.js';
import type {KubeObject} from '../object/kube-object.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';

/** Refuses an object that is not the one its path names. */
export function checkNames(object: KubeObject, resource: ResourceDefinition, namespace: string, name: string): void {
  const given = object.metadata?.name ?? '';
  if (given !== name)
    throw badRequest(
      given === ''
        ? `the name of the object (${name} based on URL) was undeterminable: name must be provided`
        : `the name of the object (${given}) does not match the name on the URL (${name})`,
    );
  if (resource.isNamespaced && object.metadata.namespace && object.metadata.namespace !== namespace)
    throw badRequest('the namespace of the object does not match the namespace on the request');
}
