import type {KubeObject} from '../../model/ports/kube.js';
import type {ClusterProbe} from './probe.js';

/** Something that is the matter with a node. */
export interface NodeTrouble {
  readonly name: string;
  readonly pool: string;
  /** Empty where its labels do not tell. */
  readonly zone: string;
  /** `Ready` where the node is not ready; else the condition that holds and should not. */
  readonly condition: string;
  readonly reason: string;
  readonly message: string;
  readonly sinceMs?: number;
  /** The last moment at which the kubelet spoke. */
  readonly heardMs?: number;
}

/** Nodes of one pool, as the cluster sees them. */
export interface NodeGroup {
  readonly pool: string;
  readonly count: number;
  readonly ready: number;
  readonly cordoned: number;
  /** Versions of their kubelets. */
  readonly versions: readonly string[];
  readonly zones: readonly string[];
  /** Labels and taints that all of them carry. */
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly string[];
  /** Taints that some of them carry and that neither GKE nor a node's state puts there, with how many carry it. */
  readonly strangeTaints: ReadonlyArray<{readonly taint: string; readonly count: number}>;
  readonly accelerator: string | null;
  /** Nodes that should have GPUs and offer none. */
  readonly withoutGpus: readonly string[];
  readonly gpus: number;
}

export interface NodesFact {
  readonly count: number;
  readonly groups: readonly NodeGroup[];
  readonly troubles: readonly NodeTrouble[];
}

interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: string;
}

interface NodeSpec {
  readonly taints?: readonly Taint[];
  readonly unschedulable?: boolean;
}

interface NodeStatus {
  readonly conditions?: ReadonlyArray<{
    readonly type: string;
    readonly status: string;
    readonly reason?: string;
    readonly message?: string;
    readonly lastHeartbeatTime?: string;
    readonly lastTransitionTime?: string;
  }>;
  readonly nodeInfo?: {readonly kubeletVersion?: string};
  readonly allocatable?: Readonly<Record<string, string>>;
}

const format = ({key, value = '', effect}: Taint) => `${key}=${value}:${effect}`;

/** Taints by which Kubernetes and GKE tell of a node's own state or kind. */
const isOwnTaint = ({key}: Taint) =>
  /(^|\.)(kubernetes|k8s)\.io\//.test(key) ||
  key.startsWith('cloud.google.com/') ||
  key === 'nvidia.com/gpu' ||
  /^(ToBeDeletedByClusterAutoscaler|DeletionCandidateOfClusterAutoscaler)$/.test(key);

const parse = (time: string | undefined) => (time === undefined ? Number.NaN : Date.parse(time));

function listTroubles({metadata, status}: KubeObject, pool: string): readonly NodeTrouble[] {
  const {conditions = []} = (status ?? {}) as NodeStatus;
  return conditions
    .filter(({type, status: value}) => (type === 'Ready' ? value !== 'True' : value === 'True'))
    .map(({type, reason = '', message = '', lastTransitionTime, lastHeartbeatTime}) => {
      const sinceMs = parse(lastTransitionTime);
      const heardMs = parse(lastHeartbeatTime);
      return {
        name: metadata.name,
        pool,
        zone: metadata.labels?.['topology.kubernetes.io/zone'] ?? '',
        condition: type,
        reason,
        message,
        ...(Number.isNaN(sinceMs) ? {} : {sinceMs}),
        ...(Number.isNaN(heardMs) ? {} : {heardMs}),
      };
    });
}

const readSpec = ({spec}: KubeObject) => (spec ?? {}) as NodeSpec;
const readStatus = ({status}: KubeObject) => (status ?? {}) as NodeStatus;
const isReady = (node: KubeObject) =>
  readStatus(node).conditions?.some(({type, status}) => type === 'Ready' && status === 'True') === true;
const distinct = (values: readonly string[]) => [...new Set(values)].sort();

function summarize(pool: string, nodes: readonly KubeObject[]): NodeGroup {
  const [first] = nodes;
  const labelsOf = ({metadata}: KubeObject) => metadata.labels ?? {};
  const taintsOf = (node: KubeObject) => readSpec(node).taints ?? [];
  const gpusOf = (node: KubeObject) => Number(readStatus(node).allocatable?.['nvidia.com/gpu'] ?? 0);
  const shared = Object.entries(first === undefined ? {} : labelsOf(first)).filter(([key, value]) =>
    nodes.every((node) => labelsOf(node)[key] === value),
  );
  const taints = (first === undefined ? [] : taintsOf(first))
    .map(format)
    .filter((taint) => nodes.every((node) => taintsOf(node).map(format).includes(taint)));
  const strange = nodes.flatMap((node) =>
    taintsOf(node)
      .filter((taint) => !isOwnTaint(taint))
      .map(format),
  );
  const accelerator = shared.find(([key]) => key === 'cloud.google.com/gke-accelerator')?.[1] ?? null;
  return {
    pool,
    count: nodes.length,
    ready: nodes.filter(isReady).length,
    cordoned: nodes.filter((node) => readSpec(node).unschedulable === true).length,
    versions: distinct(nodes.map((node) => readStatus(node).nodeInfo?.kubeletVersion ?? 'unknown')),
    zones: distinct(nodes.map((node) => labelsOf(node)['topology.kubernetes.io/zone'] ?? 'unknown')),
    labels: Object.fromEntries(shared.filter(([key]) => !/(^|\.)(kubernetes|k8s|gke)\.io\//.test(key))),
    taints,
    strangeTaints: distinct(strange).map((taint) => ({
      taint,
      count: strange.filter((other) => other === taint).length,
    })),
    accelerator,
    withoutGpus:
      accelerator === null ? [] : nodes.filter((node) => gpusOf(node) === 0).map(({metadata}) => metadata.name),
    gpus: nodes.reduce((sum, node) => sum + gpusOf(node), 0),
  };
}

/** The nodes by pool; of each node only what is wrong. A node's status is large, so pages are dropped. */
export const nodesProbe: ClusterProbe<NodesFact> = {
  id: 'nodes',
  scope: 'cluster',
  async collect({ports, cluster}) {
    const pools = new Map<string, KubeObject[]>();
    const troubles: NodeTrouble[] = [];
    let count = 0;
    await ports.kube.scan(await cluster(), {apiVersion: 'v1', kind: 'Node'}, (node) => {
      count++;
      const pool = node.metadata.labels?.['cloud.google.com/gke-nodepool'] ?? '';
      troubles.push(...listTroubles(node, pool));
      const {metadata, spec, status} = node;
      const {conditions, nodeInfo, allocatable} = (status ?? {}) as NodeStatus;
      // Images and managed fields are most of a node, and nothing of them is kept.
      const slim = {
        apiVersion: 'v1',
        kind: 'Node',
        metadata: {name: metadata.name, labels: metadata.labels},
        spec,
        status: {conditions: conditions?.filter(({type}) => type === 'Ready'), nodeInfo, allocatable},
      };
      pools.set(pool, [...(pools.get(pool) ?? []), slim]);
    });
    const groups = [...pools].sort(([a], [b]) => (a < b ? -1 : 1)).map(([pool, nodes]) => summarize(pool, nodes));
    return {count, groups, troubles: troubles.slice(0, 100)};
  },
};
