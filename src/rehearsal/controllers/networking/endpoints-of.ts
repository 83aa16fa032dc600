import {conditionOf} from '../core/conditions.js';
import type {KubeObject} from '../core/kube-object.js';
import {hasLabels} from '../core/label-selector.js';
import {hasEnded, isReadyPod} from '../workloads/pod-facts.js';

/** One backend of a Service. */
export interface Backend {
  readonly pod: KubeObject;
  readonly address: string;
  readonly isReady: boolean;
  readonly isTerminating: boolean;
}

/** A Service's port as a backend serves it. */
export interface BackendPort {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  readonly appProtocol?: string;
}

/** The pods behind a Service that have an address, in a stable order. */
export function selectBackends(service: KubeObject, pods: readonly KubeObject[]): Backend[] {
  const {selector, publishNotReadyAddresses} = service.spec;
  if (!selector || Object.keys(selector).length === 0) return [];
  return pods
    .filter((pod) => pod.status?.podIP && !hasEnded(pod) && hasLabels(pod.metadata.labels, selector))
    .sort((a, b) => a.metadata.name.localeCompare(b.metadata.name))
    .map((pod) => ({
      pod,
      address: pod.status.podIP,
      isReady: publishNotReadyAddresses || isReadyPod(pod),
      isTerminating: pod.metadata.deletionTimestamp !== undefined && conditionOf(pod, 'Ready') !== undefined,
    }));
}

/** The ports that a pod serves for a Service; named target ports that the pod does not have are left out. */
export function resolvePorts(service: KubeObject, pod: KubeObject | undefined): BackendPort[] {
  return (service.spec.ports ?? []).flatMap(
    (port: {name?: string; port: number; targetPort?: number | string; protocol?: string; appProtocol?: string}) => {
      const target = findTargetPort(port, pod);
      return target === undefined
        ? []
        : [
            {
              name: port.name ?? '',
              port: target,
              protocol: port.protocol ?? 'TCP',
              ...(port.appProtocol ? {appProtocol: port.appProtocol} : {}),
            },
          ];
    },
  );
}

/** The pod's own port behind a Service port. */
export function findTargetPort(
  port: {readonly port: number; readonly targetPort?: number | string; readonly protocol?: string},
  pod: KubeObject | undefined,
): number | undefined {
  const target = port.targetPort ?? port.port;
  if (typeof target === 'number') return target;
  const containers: Array<{ports?: Array<{name?: string; containerPort: number; protocol?: string}>}> =
    pod?.spec.containers ?? [];
  return containers
    .flatMap(({ports = []}) => ports)
    .find(({name, protocol}) => name === target && (protocol ?? 'TCP') === (port.protocol ?? 'TCP'))?.containerPort;
}
