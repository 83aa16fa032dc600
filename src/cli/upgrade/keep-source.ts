import {join} from 'node:path';
import {NodeFiles} from '../../adapters/local/node-files.js';
import type {Release} from '../../model/release.js';
import {openRelease} from '../open-workspace.js';

/** Where the deployment's directory keeps the releases that it has had. */
export const releasesDirectory = (state: string) => join(state, 'releases');

/** Keeps a release as it was delivered in the deployment's directory, whatever becomes of where it came from. */
export async function keepSource(
  root: string,
  state: string,
): Promise<{readonly release: Release; readonly directory: string; readonly source: string}> {
  const files = NodeFiles();
  const {release} = await openRelease(root, state);
  const directory = join(releasesDirectory(state), release.version);
  const source = join(directory, 'source');
  if (root !== source && (await files.digest(root)) !== (await files.digest(source)))
    await files.copyTree(root, source);
  return {release, directory, source};
}
