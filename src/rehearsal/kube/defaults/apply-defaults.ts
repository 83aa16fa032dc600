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

/** The object with the defaults of its kind filled in; custom resources have theirs from their schema. */
export function applyDefaults(resource: ResourceDefinition, object: KubeObject): KubeObject {
  const defaulter = resource.custom ? undefined : defaulters[resource.collection];
  if (!defaulter) return object;
  const draft = cloneValue(object);
  defaulter(draft);
  return draft;
}
