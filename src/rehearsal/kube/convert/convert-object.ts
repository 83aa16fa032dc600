import type {KubeObject} from '../object/kube-object.js';
import {formatApiVersion, type ResourceDefinition} from '../registry/resource-definition.js';
import {convertBuiltIn} from './convert-built-in.js';

const converted = new WeakMap<KubeObject, Map<string, KubeObject>>();

/**
 * An object in the version a resource is served in. Custom resources change their `apiVersion` only (strategy
 * None); the few built-in kinds kept under another version are converted field by field.
 */
export function convertObject(object: KubeObject, resource: ResourceDefinition): KubeObject {
  const apiVersion = formatApiVersion(resource);
  if (object.apiVersion === apiVersion) return object;
  const known = converted.get(object) ?? new Map<string, KubeObject>();
  converted.set(object, known);
  const cached = known.get(apiVersion);
  if (cached) return cached;
  const result = resource.custom ? {...object, apiVersion} : convertBuiltIn(object, apiVersion);
  known.set(apiVersion, result);
  return result;
}

/** The same object in the version in which it is stored. */
export function convertToStored(object: KubeObject, resource: ResourceDefinition): KubeObject {
  const apiVersion = formatApiVersion(resource.storedVersion);
  if (object.apiVersion === apiVersion) return object;
  return resource.custom ? {...object, apiVersion} : convertBuiltIn(object, apiVersion);
}
