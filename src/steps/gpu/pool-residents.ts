import type {KubeObject, KubeTarget} from '../../model/ports/kube.js';
import type {Ports} from '../../model/ports/ports.js';

/** Every node of a pool carries its name. https://cloud.google.com/kubernetes-engine/docs/how-to/creating-managing-labels#automatically_applied_labels */
export const poolLabel = 'cloud.google.com/gke-nodepool';

export interface PoolNode {
  readonly name: string;
  readonly isCordoned: boolean;
  readonly isReady: boolean;
  readonly allocatableGpus: number;
  readonly createdAtMs: number;
  /** When a pod that had GPUs last ended there, as far as its object still tells. */
  readonly lastUsedAtMs: number | undefined;
}

/** A pod that would have to move if its node went. */
export interface Resident {
  readonly namespace: string;
  readonly name: string;
  readonly node: string;
  readonly gpus: number;
}

/** What stands in a pool, and who lives there. */
export interface PoolResidents {
  readonly nodes: readonly PoolNode[];
  readonly pods: readonly Resident[];
}

interface NodeShape {
  readonly spec?: {readonly unschedulable?: boolean};
  readonly status?: {
    readonly allocatable?: Readonly<Record<string, string>>;
    readonly conditions?: ReadonlyArray<{readonly type: string; readonly status: string}>;
  };
}

interface PodShape {
  readonly spec?: {
    readonly nodeName?: string;
    readonly containers?: ReadonlyArray<{
      readonly resources?: {readonly limits?: Readonly<Record<string, string>>};
    }>;
  };
  readonly status?: {
    readonly phase?: string;
    readonly containerStatuses?: ReadonlyArray<{
      readonly state?: {readonly terminated?: {readonly finishedAt?: string}};
    }>;
  };
}

const gpuResource = 'nvidia.com/gpu';

function selectNode(object: KubeObject, lastUsedAtMs: number | undefined): PoolNode {
  const {spec, status} = object as unknown as NodeShape;
  return {
    name: object.metadata.name,
    isCordoned: spec?.unschedulable === true,
    isReady: status?.conditions?.some(({type, status: is}) => type === 'Ready' && is === 'True') === true,
    allocatableGpus: Number(status?.allocatable?.[gpuResource] ?? 0),
    createdAtMs: Date.parse(object.metadata.creationTimestamp ?? ''),
    lastUsedAtMs,
  };
}

/** Pods of a node’s own, which DaemonSets and the kubelet keep, go with it. */
function isBound(object: KubeObject): boolean {
  const owners = (object.metadata.ownerReferences ?? []) as ReadonlyArray<{readonly kind?: string}>;
  return (
    owners.some(({kind}) => kind === 'DaemonSet' || kind === 'Node') ||
    object.metadata.annotations?.['kubernetes.io/config.mirror'] !== undefined
  );
}

/** Looks into a pool: its nodes, and the pods on them that run and are bound to nothing. */
export async function collectPoolResidents(
  {kube}: Pick<Ports, 'kube'>,
  target: KubeTarget,
  pool: string,
): Promise<PoolResidents> {
  const nodes = await kube.list(target, {apiVersion: 'v1', kind: 'Node', labelSelector: `${poolLabel}=${pool}`});
  const names = new Set(nodes.map(({metadata}) => metadata.name));
  const pods: Resident[] = [];
  const lastUse = new Map<string, number>();
  if (names.size > 0)
    await kube.scan(target, {apiVersion: 'v1', kind: 'Pod'}, (object) => {
      const {spec, status} = object as unknown as PodShape;
      const node = spec?.nodeName ?? '';
      if (!names.has(node)) return;
      const gpus = (spec?.containers ?? []).reduce(
        (sum, {resources}) => sum + Number(resources?.limits?.[gpuResource] ?? 0),
        0,
      );
      if (status?.phase === 'Succeeded' || status?.phase === 'Failed') {
        const ends = (status.containerStatuses ?? []).map(({state}) => Date.parse(state?.terminated?.finishedAt ?? ''));
        if (gpus > 0) lastUse.set(node, Math.max(lastUse.get(node) ?? 0, ...ends.filter((end) => end > 0)));
      } else if (!isBound(object))
        pods.push({namespace: object.metadata.namespace ?? '', name: object.metadata.name, node, gpus});
    });
  return {nodes: nodes.map((node) => selectNode(node, lastUse.get(node.metadata.name))), pods};
}
