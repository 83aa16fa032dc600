import type {Diagnostic} from '../model/diagnostic.js';
import type {Manifest} from '../model/manifest.js';
import type {ReleaseFiles} from '../model/ports/release-files.js';
import type {ManifestDirectory, Release, ReleaseSettings} from '../model/release.js';
import {exchangeImages} from './images/manifest-images.js';
import {selectMirror} from './images/mirror-image.js';
import {keepLast} from './manifests/keep-last.js';
import {listManifestFiles} from './manifests/list-manifest-files.js';
import {orderManifests} from './manifests/order-manifests.js';
import {parseManifests} from './parse-manifests.js';
import {selectNamespacePrefix} from './select-namespaces.js';

/** The objects of one directory, in the order in which they are applied. */
export interface DirectoryReading {
  readonly directory: ManifestDirectory;
  readonly manifests: readonly Manifest[];
}

/**
 * Reads every manifest that stands beside the chart, with placeholders filled and namespaces prefixed. The same
 * objects as `kubectl apply -f DIR` for each directory in turn would leave behind: one that stands in several files is
 * in the first place with the last content. Images are those of the deployment's own registry where it has one, as
 * the chart's are by the setting of that name.
 */
export async function readManifests(
  files: ReleaseFiles,
  release: Release,
  settings: ReleaseSettings,
): Promise<{readonly directories: readonly DirectoryReading[]; readonly diagnostics: readonly Diagnostic[]}> {
  const listing = await files.list();
  const namespaces = selectNamespacePrefix(release, String(settings.namespacePrefix ?? ''));
  const exchange = selectMirror(settings.imageRegistry);
  const diagnostics: Diagnostic[] = [];
  const read: Manifest[][] = [];
  for (const directory of release.manifests) {
    const paths = listManifestFiles(listing, directory.path);
    const texts = await Promise.all(paths.map(async (path) => ({path, text: (await files.readText(path)) ?? ''})));
    const placeholders = directory.placeholders.map(({placeholder, setting}) => ({
      placeholder,
      value: settings[setting] === undefined ? undefined : String(settings[setting]),
    }));
    const reading = parseManifests(texts, placeholders, namespaces);
    read.push(orderManifests(reading.manifests.map((manifest) => exchangeImages(manifest, exchange))));
    diagnostics.push(...reading.diagnostics);
  }
  const kept = keepLast(read);
  return {
    directories: release.manifests.map((directory, index) => ({directory, manifests: kept.directories[index] ?? []})),
    diagnostics: [...diagnostics, ...kept.diagnostics],
  };
}
