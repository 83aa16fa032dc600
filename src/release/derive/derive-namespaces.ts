import type {Manifest} from '../../model/manifest.js';
import type {ReleaseNamespace} from '../../model/release.js';

/** Namespaces that every cluster of GKE has: https://cloud.google.com/kubernetes-engine/docs/concepts/namespaces */
const BUILT_IN = new Set(['default', 'kube-system', 'kube-public', 'kube-node-lease']);

/** Kinds that live in no namespace, though some charts write one down. */
const CLUSTER_SCOPED =
  /^(Cluster\w+|Namespace|PersistentVolume|StorageClass|PriorityClass|CustomResourceDefinition|APIService|\w+WebhookConfiguration)$/;

/** The objects whose namespaces are looked at. */
export interface NamespaceUse {
  readonly statics: readonly Manifest[];
  readonly rendered: readonly Manifest[];
  /** Namespace that helm installs into. */
  readonly namespace: string;
}

/** Every namespace that the objects use or make, with who makes it. `isPrefixed` names those a prefix goes before. */
export function deriveNamespaces(
  {statics, rendered, namespace}: NamespaceUse,
  isPrefixed: (name: string) => boolean,
): ReleaseNamespace[] {
  const byManifests = namesOfNamespaces(statics);
  const byChart = namesOfNamespaces(rendered);
  const used = [...statics, ...rendered]
    .filter((manifest) => !CLUSTER_SCOPED.test(manifest.kind))
    .flatMap((manifest) => manifest.namespace ?? []);
  return [...new Set([...byManifests, ...byChart, ...used, namespace])]
    .filter((name) => !BUILT_IN.has(name))
    .sort()
    .map((name) => ({
      name,
      isPrefixed: isPrefixed(name),
      createdBy: byManifests.has(name) ? 'manifests' : byChart.has(name) ? 'chart' : 'installer',
    }));
}

function namesOfNamespaces(manifests: readonly Manifest[]): Set<string> {
  return new Set(manifests.filter((manifest) => manifest.kind === 'Namespace').map((manifest) => manifest.name));
}
