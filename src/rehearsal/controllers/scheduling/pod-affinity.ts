import type {KubeObject} from '../core/kube-object.js';
import {type LabelSelector, selects} from '../core/label-selector.js';

interface AffinityTerm {
  readonly labelSelector?: LabelSelector;
  readonly namespaces?: readonly string[];
  readonly namespaceSelector?: LabelSelector;
  readonly topologyKey: string;
}

/** The pods of a cluster as affinity looks at them. */
export interface PlacedPods {
  /** Pods of a namespace, all of them where it is undefined. */
  pods(namespace?: string): readonly KubeObject[];
  node(name: string): KubeObject | undefined;
}

const termsOf = (pod: KubeObject, kind: 'podAffinity' | 'podAntiAffinity'): AffinityTerm[] =>
  pod.spec.affinity?.[kind]?.requiredDuringSchedulingIgnoredDuringExecution ?? [];

/** The reason why required pod affinity or anti-affinity forbids a node; undefined where it does not. */
export function findAffinityConflict(pod: KubeObject, node: KubeObject, placed: PlacedPods): string | undefined {
  const affinity = termsOf(pod, 'podAffinity');
  const unmet = affinity.find((term) => !isMatched(term, pod, node, placed) && !isFirstOfItsKind(term, pod, placed));
  if (unmet) return "node(s) didn't match pod affinity rules";
  if (termsOf(pod, 'podAntiAffinity').some((term) => isMatched(term, pod, node, placed)))
    return "node(s) didn't match pod anti-affinity rules";
  return undefined;
}

/** The pods that a term means, in its own namespace unless it names others. */
function candidates(term: AffinityTerm, pod: KubeObject, placed: PlacedPods): readonly KubeObject[] {
  const namespaces = term.namespaces ?? (term.namespaceSelector ? undefined : [pod.metadata.namespace!]);
  return (namespaces ? namespaces.flatMap((namespace) => placed.pods(namespace)) : placed.pods()).filter((other) =>
    selects(term.labelSelector, other.metadata.labels),
  );
}

function isMatched(term: AffinityTerm, pod: KubeObject, node: KubeObject, placed: PlacedPods): boolean {
  const domain = node.metadata.labels?.[term.topologyKey];
  if (domain === undefined) return false;
  return candidates(term, pod, placed).some((other) => {
    const host = other.spec.nodeName && placed.node(other.spec.nodeName);
    return host && host.metadata.labels?.[term.topologyKey] === domain;
  });
}

/** A pod that its own affinity selects may be the first. */
function isFirstOfItsKind(term: AffinityTerm, pod: KubeObject, placed: PlacedPods): boolean {
  return (
    selects(term.labelSelector, pod.metadata.labels) &&
    !candidates(term, pod, placed).some((other) => other.spec.nodeName)
  );
}
