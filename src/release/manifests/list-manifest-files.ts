import type {ReleaseFile} from '../../model/ports/release-files.js';

/** The manifests that stand directly in a directory, in the order of their names, as `kubectl apply -f` takes them. */
export function listManifestFiles(listing: readonly ReleaseFile[], directory: string): string[] {
  return listing
    .map((file) => file.path)
    .filter((path) => path.startsWith(`${directory}/`) && !path.slice(directory.length + 1).includes('/'))
    .filter((path) => /\.(ya?ml|json)$/.test(path))
    .sort();
}

/** A path below a directory of the release, where `.` is the release's root. */
export function joinPath(directory: string, path: string): string {
  return directory === '.' || directory === '' ? path : `${directory}/${path}`;
}
