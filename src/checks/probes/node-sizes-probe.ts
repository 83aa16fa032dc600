import type {ClusterProbe} from './probe.js';

/** Nodes of one kind, counted: a cluster of thousands has few kinds. */
export interface NodeKind {
  readonly count: number;
  /** As Kubernetes writes quantities: `8`, `7910m`; `32Gi`. */
  readonly cpu: string;
  readonly memory: string;
  readonly storage: string;
  readonly isControlPlane: boolean;
  readonly runtime: string;
}

export const nodeSizesProbe: ClusterProbe<readonly NodeKind[]> = {
  id: 'node-sizes',
  scope: 'cluster',
  async collect({ports, cluster}) {
    const kinds = new Map<string, NodeKind>();
    await ports.kube.scan(await cluster(), {apiVersion: 'v1', kind: 'Node'}, ({metadata, status}) => {
      const {capacity = {}, nodeInfo = {}} = (status ?? {}) as {
        capacity?: Readonly<Record<string, string>>;
        nodeInfo?: Readonly<Record<string, string>>;
      };
      const labels = metadata.labels ?? {};
      const kind = {
        cpu: capacity.cpu ?? '',
        memory: capacity.memory ?? '',
        storage: capacity['ephemeral-storage'] ?? '',
        isControlPlane: 'node-role.kubernetes.io/control-plane' in labels || 'node-role.kubernetes.io/master' in labels,
        runtime: nodeInfo.containerRuntimeVersion ?? '',
      };
      const key = JSON.stringify(kind);
      kinds.set(key, {...kind, count: (kinds.get(key)?.count ?? 0) + 1});
    });
    return [...kinds.values()];
  },
};
