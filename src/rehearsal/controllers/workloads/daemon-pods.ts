import type {KubeObject, NewKubeObject} from '../core/kube-object.js';
import type {Toleration} from '../scheduling/taints.js';

/** Tolerations that daemon pods get besides their own. https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/#taints-and-tolerations */
export function daemonTolerations(isHostNetwork = false): Toleration[] {
  const exists = (key: string, effect: 'NoSchedule' | 'NoExecute'): Toleration => ({key, operator: 'Exists', effect});
  return [
    exists('node.kubernetes.io/not-ready', 'NoExecute'),
    exists('node.kubernetes.io/unreachable', 'NoExecute'),
    exists('node.kubernetes.io/disk-pressure', 'NoSchedule'),
    exists('node.kubernetes.io/memory-pressure', 'NoSchedule'),
    exists('node.kubernetes.io/pid-pressure', 'NoSchedule'),
    exists('node.kubernetes.io/unschedulable', 'NoSchedule'),
    exists('node.kubernetes.io/not-ready', 'NoSchedule'),
    ...(isHostNetwork ? [exists('node.kubernetes.io/network-unavailable', 'NoSchedule')] : []),
  ];
}

/** A daemon pod bound by affinity to one node; the scheduler does the rest. */
export function pinToNode(pod: NewKubeObject, node: string): NewKubeObject {
  const {affinity, tolerations, hostNetwork} = pod.spec;
  const required = {nodeSelectorTerms: [{matchFields: [{key: 'metadata.name', operator: 'In', values: [node]}]}]};
  const nodeAffinity = {...affinity?.nodeAffinity, requiredDuringSchedulingIgnoredDuringExecution: required};
  return {
    ...pod,
    spec: {
      ...pod.spec,
      affinity: {...affinity, nodeAffinity},
      tolerations: [...(tolerations ?? []), ...daemonTolerations(hostNetwork)],
    },
  };
}

/** The node that a daemon pod runs on or is meant for. */
export function targetNodeOf(pod: KubeObject): string {
  const terms = pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  return pod.spec.nodeName ?? terms?.[0]?.matchFields?.[0]?.values[0] ?? '';
}
