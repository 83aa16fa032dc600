import type {KubeObject, Open} from '../object/kube-object.js';
import {cloneValue} from '../object/plain-values.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';
import {otherDefaults} from './default-others.js';
import {defaultPod} from './default-pod-spec.js';
import {workloadDefaults} from './default-workloads.js';

const defaulters: Readonly<Record<string, (draft: Open) => void>> = {
  pods: defaultPod,
  ...workloadDefaults,
  ...otherDefaults,
};

/** Kinds whose status has defaults too. */
const defaultsStatus = new Set(['namespaces', 'persistentvolumes', 'persistentvolumeclaims']);

/** Whether only the status of an object that has its defaults was written. */
function isStatusChange(object: KubeObject, current: KubeObject): boolean {
  const {metadata, status: _, ...rest} = object;
  return (
    metadata.labels === current.metadata.labels &&
    metadata.annotations === current.metadata.annotations &&
    Object.keys(rest).every((name) => rest[name] === current[name]) &&
    Object.keys(current).every((name) => name in object)
  );
}

/**
 * The object with the defaults of its kind filled in; custom resources have theirs from their schema. Nothing is to
 * be done where all but the status is that of `current`, which has them.
 */
export function applyDefaults(resource: ResourceDefinition, object: KubeObject, current?: KubeObject): KubeObject {
  const defaulter = resource.custom ? undefined : defaulters[resource.collection];
  if (!defaulter) return object;
  if (current && !defaultsStatus.has(resource.collection) && isStatusChange(object, current)) return object;
  const draft = cloneValue(object);
  defaulter(draft);
  return draft;
}
