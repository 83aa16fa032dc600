import type {Manifest} from '../../model/manifest.js';

/** Kinds of the manifests with their groups, each once, sorted. */
export function listKinds(manifests: readonly Manifest[]): readonly string[] {
  const named = manifests.map(({apiVersion, kind}) =>
    apiVersion.includes('/') ? `${apiVersion.slice(0, apiVersion.indexOf('/'))}/${kind}` : kind,
  );
  return [...new Set(named)].sort();
}
