import type {Manifest} from '../../model/manifest.js';

/** What tells an object from all others of a cluster: group, kind, namespace and name; the version does not. */
export function manifestId(manifest: Manifest): string {
  const group = manifest.apiVersion.includes('/') ? manifest.apiVersion.split('/')[0] : '';
  return [group, manifest.kind, manifest.namespace ?? '', manifest.name].join('|');
}
