import type {Files} from '../../model/ports/local.js';
import type {ReleaseFiles} from '../../model/ports/release-files.js';

/** A directory of this machine as a release. */
export function createReleaseFiles(files: Files, root: string): ReleaseFiles {
  return {
    root,
    list: async () => (await files.list(root)).map((path) => ({path, sizeBytes: 0})),
    readText: (path) => files.read(`${root}/${path}`),
  };
}
