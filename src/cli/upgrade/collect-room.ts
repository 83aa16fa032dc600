import {CloudFailure} from '../../model/cloud-failure.js';
import {parseQuantity} from '../../model/parse-quantity.js';
import type {ClusterState} from '../../model/ports/clusters.js';
import type {Kube, KubeTarget} from '../../model/ports/kube.js';
import type {UpgradeFacts} from '../../model/upgrade-facts.js';
import {sumRequests} from '../../release/needs/sum-requests.js';

type Fields = Readonly<Record<string, unknown>>;

const poolLabel = 'cloud.google.com/gke-nodepool';
const read = (allocatable: Readonly<Record<string, string>>, resource: string) =>
  parseQuantity(allocatable[resource] ?? '0') ?? 0;

/** What nodes without GPUs have left, and whether any of their pools may still grow by itself. */
export async function collectRoom(
  kube: Pick<Kube, 'scan'>,
  target: KubeTarget,
  cluster: ClusterState | undefined,
): Promise<UpgradeFacts['room']> {
  const free = {cpus: 0, memoryBytes: 0};
  const names = new Set<string>();
  const nodes = new Map<string, number>();
  try {
    await kube.scan(target, {apiVersion: 'v1', kind: 'Node'}, ({metadata, spec, status}) => {
      const {allocatable = {}} = (status ?? {}) as {readonly allocatable?: Readonly<Record<string, string>>};
      const pool = metadata.labels?.[poolLabel] ?? '';
      nodes.set(pool, (nodes.get(pool) ?? 0) + 1);
      const isCordoned = (spec as {readonly unschedulable?: boolean} | undefined)?.unschedulable === true;
      if (isCordoned || read(allocatable, 'nvidia.com/gpu') > 0) return;
      names.add(metadata.name);
      free.cpus += read(allocatable, 'cpu');
      free.memoryBytes += read(allocatable, 'memory');
    });
    await kube.scan(target, {apiVersion: 'v1', kind: 'Pod'}, ({spec, status}) => {
      const {phase} = (status ?? {}) as {readonly phase?: string};
      const {nodeName = ''} = (spec ?? {}) as {readonly nodeName?: string};
      if (phase === 'Succeeded' || phase === 'Failed' || !names.has(nodeName)) return;
      free.cpus -= sumRequests((spec ?? {}) as Fields, 'cpu');
      free.memoryBytes -= sumRequests((spec ?? {}) as Fields, 'memory');
    });
  } catch (error) {
    if (!(error instanceof CloudFailure)) throw error;
    return {state: 'unknown', missing: error.permission ?? error.action};
  }
  const mayGrow = (cluster?.nodePools ?? []).some(
    ({name, accelerators, autoscaling}) =>
      accelerators.length === 0 && autoscaling !== undefined && (nodes.get(name) ?? 0) < autoscaling.max,
  );
  return {state: 'known', free, mayGrow};
}
