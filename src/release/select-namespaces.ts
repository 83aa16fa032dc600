import type {Release} from '../model/release.js';
import type {NamespacePrefix} from './manifests/prefix-namespaces.js';

/** Names, with the configured prefix, of the namespaces that the release uses and nothing of it makes. */
export function selectNamespaces(release: Release, prefix: string): string[] {
  return release.namespaces
    .filter((namespace) => namespace.createdBy === 'installer')
    .map(({name, isPrefixed}) => namespaceName({namespace: name, isPrefixed}, prefix));
}

/** The name that a namespace of the release has in a deployment with a prefix. */
export function namespaceName(
  place: {readonly namespace: string; readonly isPrefixed: boolean},
  prefix: string,
): string {
  return place.isPrefixed && prefix !== '' ? `${prefix}-${place.namespace}` : place.namespace;
}

/** What `parseManifests` has to put a prefix before. */
export function selectNamespacePrefix(release: Release, prefix: string): NamespacePrefix {
  const prefixed = release.namespaces.filter((namespace) => namespace.isPrefixed);
  return {names: prefixed.map((namespace) => namespace.name), prefix};
}

/** The namespace that helm installs the release into. */
export function selectChartNamespace(release: Release, prefix: string): string {
  const {namespace} = release.chart;
  const isPrefixed = release.namespaces.find(({name}) => name === namespace)?.isPrefixed ?? false;
  return namespaceName({namespace, isPrefixed}, prefix);
}
