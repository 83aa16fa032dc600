import {forbidden} from '../http/status-error.js';
import type {Open} from '../object/kube-object.js';
import type {AdmissionPlugin} from './admission-plugin.js';

const classes = 'priorityclasses.scheduling.k8s.io';

/** Resolves a pod's priority class to its number. https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/ */
export const podPriority: AdmissionPlugin = {
  mutate({store}, {operation, resource, subresource, object}) {
    if (operation !== 'CREATE' || resource.collection !== 'pods' || subresource !== '' || !object) return undefined;
    const {priorityClassName: given, priority, preemptionPolicy} = object.spec;
    const globalDefault = store.list(classes).find((candidate) => candidate.globalDefault === true);
    const found: Open = given ? store.get(classes, '', given) : globalDefault;
    if (given && !found)
      throw forbidden(resource, object.metadata.name, `no PriorityClass with name ${given} was found`);
    const value = found?.value ?? 0;
    if (priority !== undefined && priority !== value) {
      throw forbidden(
        resource,
        object.metadata.name,
        `the integer value of priority (${priority}) must not be provided in pod spec; priority admission controller computed ${value} from the given PriorityClass name`,
      );
    }
    const policy = preemptionPolicy ?? found?.preemptionPolicy ?? 'PreemptLowerPriority';
    return {
      ...object,
      spec: {
        ...object.spec,
        priority: value,
        preemptionPolicy: policy,
        ...(found ? {priorityClassName: found.metadata.name} : {}),
      },
    };
  },
};
