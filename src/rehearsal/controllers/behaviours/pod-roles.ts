import {isConditionTrue} from '../core/conditions.js';
import type {InformerSet} from '../core/informer-set.js';
import type {KubeObject} from '../core/kube-object.js';
import {kubeResources} from '../core/kube-resource.js';
import {type ConfiguredContainer, findOutsideHost} from './find-outside-host.js';
import {requestedGpus} from './requested-gpus.js';
import {selectBehaviour} from './select-behaviour.js';
import type {Need, WorkloadBehaviours} from './workload-behaviours.js';
import type {WorkloadState} from './workload-state.js';

/** Whether a pod's containers are meant to end: such pods are not restarted for ever. */
export function isTaskPod(pod: KubeObject): boolean {
  return pod.spec.restartPolicy !== 'Always';
}

/** The roles that a pod's containers play. */
export function rolesOf(behaviours: WorkloadBehaviours, pod: KubeObject): string[] {
  const isTask = isTaskPod(pod);
  return (pod.spec.containers ?? []).flatMap(
    (container: {name: string; image: string}) => selectBehaviour(behaviours, pod, container, isTask).role ?? [],
  );
}

/** The ready pods that play a role, in the order of their creation. */
export function readyPodsOf(informers: InformerSet, role: string): KubeObject[] {
  return informers
    .of(kubeResources.pods)
    .byIndex('role', role)
    .filter((pod) => !pod.metadata.deletionTimestamp && isConditionTrue(pod, 'Ready'))
    .sort((a, b) => a.metadata.creationTimestamp.localeCompare(b.metadata.creationTimestamp));
}

/** Indexes the pods by role, which {@link readyPodsOf} relies on. */
export function indexPodsByRole(informers: InformerSet, behaviours: WorkloadBehaviours): void {
  informers.of(kubeResources.pods).addIndex('role', (pod) => rolesOf(behaviours, pod));
}

/** Whether a need of a container is met now. */
export function isMet(
  informers: InformerSet,
  state: WorkloadState,
  need: Need,
  {namespace, container}: {readonly namespace: string; readonly container: ConfiguredContainer},
): boolean {
  if ('realm' in need) return state.realms.includes(need.realm);
  if ('gpus' in need) return requestedGpus(container) > 0;
  if (readyPodsOf(informers, need.role).length > 0) return true;
  return need.orOutside !== undefined && findOutsideHost(informers, namespace, container, need.orOutside) !== undefined;
}
