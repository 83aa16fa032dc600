import type {KubeObject} from '../core/kube-object.js';
import {matchesNodeSelection, matchesTerms} from './node-selection.js';
import {findAffinityConflict, type PlacedPods} from './pod-affinity.js';
import {findInsufficient, type ResourceAmounts, requestsOf} from './pod-requests.js';
import {findUntoleratedTaint} from './taints.js';

/** What besides the node decides whether a pod fits. */
export interface FilterFacts {
  readonly placed: PlacedPods;
  usageOf(node: string): ResourceAmounts;
  /** Node affinities of the volumes that the pod's claims are bound to. */
  readonly volumes: readonly KubeObject[];
}

/** Why a pod does not fit on a node, in the scheduler's words; empty where it does. The first filter that refuses speaks. */
export function findObstacles(pod: KubeObject, node: KubeObject, facts: FilterFacts): string[] {
  const {spec} = pod;
  const tolerations = spec.tolerations ?? [];
  if (node.spec?.unschedulable && !findTolerationOfCordon(tolerations)) return ['node(s) were unschedulable'];
  const taint = findUntoleratedTaint(node, tolerations, ['NoSchedule', 'NoExecute']);
  if (taint) return [`node(s) had untolerated taint {${taint.key}: ${taint.value ?? ''}}`];
  if (!matchesNodeSelection(node, spec)) return ["node(s) didn't match Pod's node affinity/selector"];
  if (hasPortConflict(pod, node, facts.placed)) return ["node(s) didn't have free ports for the requested pod ports"];
  const insufficient = findInsufficient(
    requestsOf(pod),
    node.status?.allocatable ?? {},
    facts.usageOf(node.metadata.name),
  );
  if (insufficient.length > 0) return insufficient;
  if (facts.volumes.some((volume) => !isReachableFrom(volume, node)))
    return ['node(s) had volume node affinity conflict'];
  const conflict = findAffinityConflict(pod, node, facts.placed);
  return conflict ? [conflict] : [];
}

function findTolerationOfCordon(tolerations: ReadonlyArray<{key?: string; operator?: string}>): boolean {
  return tolerations.some(
    ({key, operator}) => operator === 'Exists' && (key === undefined || key === 'node.kubernetes.io/unschedulable'),
  );
}

function isReachableFrom(volume: KubeObject, node: KubeObject): boolean {
  const required = volume.spec.nodeAffinity?.required;
  return !required || matchesTerms(node, required.nodeSelectorTerms);
}

function hostPortsOf(pod: KubeObject): string[] {
  return pod.spec.containers.flatMap(({ports = []}: {ports?: Array<{hostPort?: number; protocol?: string}>}) =>
    ports.filter(({hostPort}) => hostPort).map(({hostPort, protocol}) => `${protocol}/${hostPort}`),
  );
}

function hasPortConflict(pod: KubeObject, node: KubeObject, placed: PlacedPods): boolean {
  const wanted = hostPortsOf(pod);
  if (wanted.length === 0) return false;
  return placed
    .pods()
    .some(
      (other) =>
        other.spec.nodeName === node.metadata.name &&
        other.metadata.uid !== pod.metadata.uid &&
        hostPortsOf(other).some((port) => wanted.includes(port)),
    );
}

/** `0/7 nodes are available: 3 Insufficient cpu, 4 …`, with what preemption could do. k8s.io/kubernetes/pkg/scheduler/framework/types.go */
export function formatFitFailure(obstacles: ReadonlyArray<readonly string[]>): string {
  if (obstacles.length === 0) return 'no nodes available to schedule pods';
  const counts = new Map<string, number>();
  for (const reason of obstacles.flat()) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const listed = [...counts].map(([reason, count]) => `${count} ${reason}`).sort();
  const total = obstacles.length;
  // Only lack of resources, ports or anti-affinity can be cured by evicting others.
  const curable = obstacles.filter((reasons) =>
    reasons.some((reason) => /^Insufficient|^Too many|free ports|anti-affinity/.test(reason)),
  ).length;
  const preemption = [
    ...(curable > 0 ? [`${curable} No preemption victims found for incoming pod`] : []),
    ...(total - curable > 0 ? [`${total - curable} Preemption is not helpful for scheduling`] : []),
  ].sort();
  return `0/${total} nodes are available: ${listed.join(', ')}. preemption: 0/${total} nodes are available: ${preemption.join(', ')}.`;
}
