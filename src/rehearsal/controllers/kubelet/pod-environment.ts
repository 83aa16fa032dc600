import {areAwaitedServicesReady} from '../behaviours/awaited-services.js';
import {isMet, isTaskPod} from '../behaviours/pod-roles.js';
import {selectBehaviour, selectFault} from '../behaviours/select-behaviour.js';
import type {KubeObject} from '../core/kube-object.js';
import {kubeResources} from '../core/kube-resource.js';
import {selectPodIp} from './pod-addresses.js';
import {findMissingEnvironment} from './pod-inputs.js';
import type {PodRun} from './pod-run.js';
import {isSidecar} from './pod-status.js';
import type {Kubelet, KubeletWorld} from './run-kubelets.js';
import type {ContainerSpec, StepEnvironment} from './step-container.js';
import type {PodStepEnvironment} from './step-pod.js';

const volumesRetryMs = 10_000;

/** What a pod's next step depends on, gathered from the caches. */
export function createPodEnvironment(
  world: KubeletWorld,
  kubelet: Kubelet,
  node: KubeObject,
  pod: KubeObject,
  run: PodRun,
): PodStepEnvironment {
  const {context, images} = world;
  const {clock, seeded, informers, behaviours, state} = context;
  const nowMs = clock.now();
  const {uid, name, namespace = ''} = pod.metadata;
  const draw = (purpose: string, range: readonly [number, number]) => seeded.between(`${uid}/${purpose}`, range);
  return {
    nowMs,
    sandboxReadyMs: run.mountedMs,
    volumesRetryMs: nowMs + volumesRetryMs,
    allocateIp() {
      if (pod.spec.hostNetwork) return node.status.addresses[0].address;
      const taken = informers.of(kubeResources.pods).byIndex('node', kubelet.node);
      return selectPodIp(node.spec.podCIDR ?? '10.0.0.0/24', [...taken, ...runsAsPods(world, taken)]);
    },
    containerEnvironment(container: ContainerSpec, isInit: boolean, podIp: string): StepEnvironment {
      const isTask = !isSidecar(container) && (isInit || isTaskPod(pod));
      const behaviour = selectBehaviour(behaviours, pod, container, isTask);
      const fault = selectFault(behaviours, pod, container);
      const restarts = run.containers[container.name]?.restarts ?? 0;
      return {
        nowMs,
        container,
        behaviour,
        fault,
        isTask,
        restartPolicy: isSidecar(container) ? 'Always' : pod.spec.restartPolicy,
        minor: context.minor,
        description: `${container.name} in pod ${name}_${namespace}(${uid})`,
        podIp,
        configError: findMissingEnvironment(informers, namespace, container),
        emit: (type, reason, message) =>
          kubelet.record(
            type,
            reason,
            {
              resource: kubeResources.pods,
              object: pod,
              fieldPath: `spec.${isInit ? 'initContainers' : 'containers'}{${container.name}}`,
            },
            message,
          ),
        draw: (purpose, range) => draw(`${container.name}/${restarts}/${purpose}`, range),
        areNeedsMet: () =>
          (behaviour.needs ?? []).every((need) => isMet(informers, state, need, {namespace, container})) &&
          (!isTask || areAwaitedServicesReady(informers, namespace, container)),
        image: {
          // The kubelet takes unused images off a full disk: it is then that a registry's refusal shows.
          isPresent: () => fault?.kind !== 'image-pull' && images.isPresent(kubelet.node, container.image),
          pullMs: () => images.pullMs(kubelet.node, container.image),
          bytes: () => images.bytes(container.image),
          markPresent: () => images.markPresent(kubelet.node, container.image),
          error: () =>
            fault?.kind === 'image-pull'
              ? (fault.message ??
                `rpc error: code = NotFound desc = failed to pull and unpack image "${container.image}": not found`)
              : images.error(container.image),
        },
      };
    },
  };
}

/** Addresses that were given out and are not reported yet, as {@link selectPodIp} reads them. */
function runsAsPods({runs}: KubeletWorld, reported: readonly KubeObject[]): KubeObject[] {
  return reported
    .filter((pod) => !pod.status?.podIP && runs.get(pod.metadata.uid)?.podIp)
    .map((pod) => ({...pod, status: {podIP: runs.get(pod.metadata.uid)?.podIp}}));
}
