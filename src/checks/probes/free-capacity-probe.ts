import {parseQuantity} from '../../model/parse-quantity.js';
import type {KubeObject, KubeTarget} from '../../model/ports/kube.js';
import {platformProbe} from './platform-probe.js';
import type {ClusterProbe, ClusterProbeInputs} from './probe.js';

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

/** An amount that is still being added to. */
interface Sum {
  cpus: number;
  memoryBytes: number;
}

/** What is asked for in each namespace on each node, by both names; pods that have ended ask for nothing. */
async function collectRequests(
  target: KubeTarget,
  {ports}: ClusterProbeInputs,
): Promise<Map<string, Map<string, Sum>>> {
  const byNode = new Map<string, Map<string, Sum>>();
  await ports.kube.scan(target, {apiVersion: 'v1', kind: 'Pod'}, (pod) => {
    const {phase} = (pod.status ?? {}) as {readonly phase?: string};
    const {nodeName} = (pod.spec ?? {}) as PodSpec;
    if (phase === 'Succeeded' || phase === 'Failed' || nodeName === undefined) return;
    const namespace = pod.metadata.namespace ?? '';
    const byNamespace = byNode.get(nodeName) ?? new Map<string, Sum>();
    const sum = byNamespace.get(namespace) ?? {cpus: 0, memoryBytes: 0};
    sum.cpus += requestOf(pod, 'cpu');
    sum.memoryBytes += requestOf(pod, 'memory');
    byNode.set(nodeName, byNamespace.set(namespace, sum));
  });
  return byNode;
}

/** Which nodes take the platform's pods, and what they offer. */
async function collectOffers(target: KubeTarget, {ports}: ClusterProbeInputs) {
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
  return {names, pools, sum, largest};
}

/** What nodes offer and what others' pods have asked of it, summed page by page and asked for side by side. */
export const freeCapacityProbe: ClusterProbe<FreeCapacityFact> = {
  id: 'free-capacity',
  scope: 'cluster',
  async collect(inputs) {
    const target = await inputs.cluster();
    const [platform, {names, pools, sum, largest}, requests] = await Promise.all([
      platformProbe.collect(inputs),
      collectOffers(target, inputs),
      collectRequests(target, inputs),
    ]);
    const taken = {cpus: 0, memoryBytes: 0};
    for (const [node, byNamespace] of requests) {
      if (!names.has(node)) continue;
      for (const [namespace, {cpus, memoryBytes}] of byNamespace) {
        if (platform.namespaces.includes(namespace)) continue;
        taken.cpus += cpus;
        taken.memoryBytes += memoryBytes;
      }
    }
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
