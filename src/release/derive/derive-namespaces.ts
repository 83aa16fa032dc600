import type {ReleaseNamespace} from '../../model/release.js';
import {allManifests, type ChartEvidence} from './evidence.js';

/** Namespaces that every cluster of GKE has: https://cloud.google.com/kubernetes-engine/docs/concepts/namespaces */
const BUILT_IN = new Set(['default', 'kube-system', 'kube-public', 'kube-node-lease']);

/** Kinds that live in no namespace, though some charts write one down. */
const CLUSTER_SCOPED =
  /^(Cluster\w+|Namespace|PersistentVolume|StorageClass|PriorityClass|CustomResourceDefinition|APIService|\w+WebhookConfiguration)$/;

/** Every namespace that the objects use or make, with who makes it. `isPrefixed` names those a prefix goes before. */
export function deriveNamespaces(evidence: ChartEvidence, isPrefixed: (name: string) => boolean): ReleaseNamespace[] {
  const made = (manifests: ChartEvidence['rendered']) =>
    new Set(manifests.filter((manifest) => manifest.kind === 'Namespace').map((manifest) => manifest.name));
  const byManifests = made(evidence.directories.flatMap((directory) => directory.manifests));
  const byChart = made(evidence.rendered);
  const used = allManifests(evidence)
    .filter((manifest) => !CLUSTER_SCOPED.test(manifest.kind))
    .flatMap((manifest) => manifest.namespace ?? []);
  const names = new Set([...byManifests, ...byChart, ...used, evidence.namespace]);
  return [...names]
    .filter((name) => !BUILT_IN.has(name))
    .sort()
    .map((name) => ({
      name,
      isPrefixed: isPrefixed(name),
      createdBy: byManifests.has(name) ? 'manifests' : byChart.has(name) ? 'chart' : 'installer',
    }));
}
