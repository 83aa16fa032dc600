import type {KubeObject} from '../core/kube-object.js';
import {hasLabels, meetsRequirement, type SelectorRequirement} from '../core/label-selector.js';

/** One alternative of a node selector. */
export interface NodeSelectorTerm {
  readonly matchExpressions?: readonly SelectorRequirement[];
  readonly matchFields?: readonly SelectorRequirement[];
}

/** Whether a node meets one of the terms; a term without requirements matches nothing. */
export function matchesTerms(node: KubeObject, terms: readonly NodeSelectorTerm[]): boolean {
  const labels = node.metadata.labels ?? {};
  const fields = {'metadata.name': node.metadata.name};
  return terms.some(
    ({matchExpressions = [], matchFields = []}) =>
      matchExpressions.length + matchFields.length > 0 &&
      matchExpressions.every((requirement) => meetsRequirement(labels, requirement)) &&
      matchFields.every((requirement) => meetsRequirement(fields, requirement)),
  );
}

/** Whether a node is one that a pod's `nodeSelector` and required node affinity allow. */
export function matchesNodeSelection(
  node: KubeObject,
  spec: {
    nodeSelector?: Record<string, string>;
    affinity?: {
      nodeAffinity?: {requiredDuringSchedulingIgnoredDuringExecution?: {nodeSelectorTerms: NodeSelectorTerm[]}};
    };
  },
): boolean {
  if (!hasLabels(node.metadata.labels, spec.nodeSelector ?? {})) return false;
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return !required || matchesTerms(node, required.nodeSelectorTerms);
}
