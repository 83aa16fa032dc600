import type {Diagnostic} from '../model/diagnostic.js';
import type {Manifest} from '../model/manifest.js';
import type {ReleaseFiles} from '../model/ports/release-files.js';
import type {ManifestDirectory, Release, ReleaseSettings} from '../model/release.js';
import {fillManifest} from './manifests/fill-manifest.js';
import {orderManifests} from './manifests/order-manifests.js';
import {parseManifests} from './manifests/parse-manifests.js';
import {listManifestFiles} from './read-release.js';

/** The objects of one directory, in the order in which they are applied. */
export interface DirectoryReading {
  readonly directory: ManifestDirectory;
  readonly manifests: readonly Manifest[];
}

/**
 * Reads every manifest that stands beside the chart, with placeholders filled and namespaces prefixed. The same
 * objects as `kubectl apply -f DIR` would apply for each directory in turn.
 */
export async function readManifests(
  files: ReleaseFiles,
  release: Release,
  settings: ReleaseSettings,
): Promise<{readonly directories: readonly DirectoryReading[]; readonly diagnostics: readonly Diagnostic[]}> {
  const listing = await files.list();
  const diagnostics: Diagnostic[] = [];
  const directories: DirectoryReading[] = [];
  for (const directory of release.manifests) {
    const manifests: Manifest[] = [];
    for (const file of listManifestFiles(listing, directory.path)) {
      const filled = fillManifest((await files.readText(file)) ?? '', file, release, directory, settings);
      const reading = parseManifests(filled.text, file);
      manifests.push(...reading.manifests);
      diagnostics.push(...filled.diagnostics, ...reading.diagnostics);
    }
    directories.push({directory, manifests: orderManifests(manifests)});
  }
  return {directories, diagnostics};
}
