import type {Diagnostic} from '../../model/diagnostic.js';
import type {ManifestDirectory, Release, ReleaseSettings} from '../../model/release.js';
import {releaseDiagnostic} from '../release-diagnostic.js';

/** The text of a static manifest with its placeholders filled and the configured prefix before its namespaces. */
export function fillManifest(
  text: string,
  file: string,
  release: Release,
  directory: ManifestDirectory,
  settings: ReleaseSettings,
): {readonly text: string; readonly diagnostics: readonly Diagnostic[]} {
  const diagnostics: Diagnostic[] = [];
  let filled = text;
  for (const {placeholder, setting} of directory.placeholders) {
    const value = settings[setting];
    const at = filled.indexOf(placeholder);
    if (at === -1) continue;
    if (value === undefined) {
      diagnostics.push(
        releaseDiagnostic('SHK_RELEASE_E0015', `${placeholder} in ${file} has no value: ${setting} is not set`, {
          location: {file, line: text.slice(0, text.indexOf(placeholder)).split('\n').length},
        }),
      );
      continue;
    }
    filled = filled.replaceAll(placeholder, String(value));
  }
  return {text: prefixNamespaces(filled, release, String(settings.namespacePrefix ?? '')), diagnostics};
}

/**
 * Puts `prefix-` before every name of a prefixed namespace, wherever it stands alone or as a part of a DNS name:
 * `hyperplane-core`, `svc.hyperplane-core.svc`, `hyperplane-core/name`. Longer names that contain it stay.
 */
export function prefixNamespaces(text: string, release: Release, prefix: string): string {
  const names = release.namespaces.filter((namespace) => namespace.isPrefixed).map((namespace) => namespace.name);
  if (prefix === '' || names.length === 0) return text;
  const pattern = new RegExp(`(?<![A-Za-z0-9-])(${names.join('|')})(?![A-Za-z0-9-])`, 'g');
  return text.replace(pattern, `${prefix}-$1`);
}

/** The name of a namespace in a deployment with a prefix. */
export function namespaceName(
  place: {readonly namespace: string; readonly isPrefixed: boolean},
  prefix: string,
): string {
  return place.isPrefixed && prefix !== '' ? `${prefix}-${place.namespace}` : place.namespace;
}
