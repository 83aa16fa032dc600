import {parseQuantity} from '../../model/parse-quantity.js';
import type {KubeObject} from '../../model/ports/kube.js';
import {platformProbe} from './platform-probe.js';
import type {ClusterProbe} from './probe.js';

interface Amount {
  readonly cpus: number;
  readonly memoryBytes: number;
}

/** What the cluster's nodes have left for the platform. */
export interface FreeCapacityFact {
  /** Nodes that take pods and have no GPUs, and the pools that they are of. */
  readonly nodes: number;
  readonly pools: readonly string[];
  readonly allocatable: Amount;
  /** Requests of pods on them that are not the platform's. */
  readonly taken: Amount;
  /** The most that one of them offers. */
  readonly largest: Amount;
}

const read = (text: string | undefined) => (text === undefined ? 0 : (parseQuantity(text) ?? 0));

interface PodSpec {
  readonly nodeName?: string;
  readonly containers?: ReadonlyArray<{readonly resources?: {readonly requests?: Readonly<Record<string, string>>}}>;
}

const requestOf = ({spec}: KubeObject, resource: string) =>
  ((spec ?? {}) as PodSpec).containers?.reduce((sum, {resources}) => sum + read(resources?.requests?.[resource]), 0) ??
  0;

/** What nodes offer and what others' pods have asked of it, summed page by page. */
export const freeCapacityProbe: ClusterProbe<FreeCapacityFact> = {
  id: 'free-capacity',
  scope: 'cluster',
  async collect(inputs) {
    const {ports} = inputs;
    const [target, platform] = await Promise.all([inputs.cluster(), platformProbe.collect(inputs)]);
    const names = new Set<string>();
    const pools = new Set<string>();
    const sum = {cpus: 0, memoryBytes: 0};
    const largest = {cpus: 0, memoryBytes: 0};
    await ports.kube.scan(target, {apiVersion: 'v1', kind: 'Node'}, ({metadata, spec, status}) => {
      const {allocatable = {}} = (status ?? {}) as {readonly allocatable?: Readonly<Record<string, string>>};
      const isCordoned = (spec as {readonly unschedulable?: boolean} | undefined)?.unschedulable === true;
      if (isCordoned || read(allocatable['nvidia.com/gpu']) > 0) return;
      names.add(metadata.name);
      pools.add(metadata.labels?.['cloud.google.com/gke-nodepool'] ?? '');
      const own = {cpus: read(allocatable.cpu), memoryBytes: read(allocatable.memory)};
      sum.cpus += own.cpus;
      sum.memoryBytes += own.memoryBytes;
      largest.cpus = Math.max(largest.cpus, own.cpus);
      largest.memoryBytes = Math.max(largest.memoryBytes, own.memoryBytes);
    });
    const taken = {cpus: 0, memoryBytes: 0};
    await ports.kube.scan(target, {apiVersion: 'v1', kind: 'Pod'}, (pod) => {
      const {phase} = (pod.status ?? {}) as {readonly phase?: string};
      if (phase === 'Succeeded' || phase === 'Failed' || platform.namespaces.includes(pod.metadata.namespace ?? ''))
        return;
      if (!names.has(((pod.spec ?? {}) as PodSpec).nodeName ?? '')) return;
      taken.cpus += requestOf(pod, 'cpu');
      taken.memoryBytes += requestOf(pod, 'memory');
    });
    const round = ({cpus, memoryBytes}: Amount): Amount => ({
      cpus: Math.round(cpus * 1000) / 1000,
      memoryBytes: Math.round(memoryBytes),
    });
    return {
      nodes: names.size,
      pools: [...pools].sort(),
      allocatable: round(sum),
      taken: round(taken),
      largest: round(largest),
    };
  },
};
