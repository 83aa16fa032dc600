import {listContainerStatuses, readPodStatus} from '../../model/pod-status.js';
import type {KubeObject} from '../../model/ports/kube.js';

/** Pods of a namespace with injection, by their sidecars. */
export interface SidecarFact {
  readonly namespace: string;
  readonly injected: number;
  /** Names of the first running pods that should have a sidecar and have none. */
  readonly without: readonly string[];
  /** Names of the first of those that have none because they were made before there was an injector. */
  readonly early?: readonly string[];
  /** Names of the first running pods whose sidecar is not ready. */
  readonly unready: readonly string[];
}

const mostNames = 20;

interface PodSpec {
  readonly hostNetwork?: boolean;
  readonly containers?: ReadonlyArray<{readonly name: string}>;
  readonly initContainers?: ReadonlyArray<{readonly name: string}>;
}

/** https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/#controlling-the-injection-policy */
const refusal = 'sidecar.istio.io/inject';

/** Whether a namespace's labels ask for sidecars. */
export function hasInjection(labels: Readonly<Record<string, string>> = {}): boolean {
  return (
    labels['istio-injection'] === 'enabled' || (labels['istio-injection'] === undefined && 'istio.io/rev' in labels)
  );
}

/** Counts the sidecars of the pods that it is shown; `injectorStartMs` is when there first was one who gives them. */
export function createSidecarTally(
  namespace: string,
  injectorStartMs?: number,
): {visit(pod: KubeObject): void; read(): SidecarFact} {
  const without: string[] = [];
  const early: string[] = [];
  const unready: string[] = [];
  let injected = 0;
  const note = (names: string[], name: string) => {
    if (names.length < mostNames) names.push(name);
  };
  return {
    visit(pod) {
      const {name, labels = {}, annotations = {}, creationTimestamp, deletionTimestamp} = pod.metadata;
      const {hostNetwork, containers = [], initContainers = []} = (pod.spec ?? {}) as PodSpec;
      const status = readPodStatus(pod);
      if (status.phase !== 'Running' || deletionTimestamp !== undefined || hostNetwork === true) return;
      if (labels[refusal] === 'false' || annotations[refusal] === 'false') return;
      if (![...containers, ...initContainers].some((container) => container.name === 'istio-proxy')) {
        const isEarly = injectorStartMs !== undefined && Date.parse(creationTimestamp ?? '') < injectorStartMs;
        note(isEarly ? early : without, name);
        return;
      }
      injected++;
      const proxy = listContainerStatuses(status).find((container) => container.name === 'istio-proxy');
      if (proxy?.ready !== true) note(unready, name);
    },
    read: () => ({namespace, injected, without, ...(early.length === 0 ? {} : {early}), unready}),
  };
}
