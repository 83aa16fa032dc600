import {join} from 'node:path';
import {DirectoryReleaseFiles} from '../adapters/local/directory-release-files.js';
import {hashFile} from '../adapters/local/hash-file.js';
import type {BundleDigests} from '../model/bundle-digests.js';
import {DIGEST_LIST, parseDigestList} from '../release/parse-digest-list.js';

/** Compares the files of a release with the digests that lie beside them; undefined where it brings none. */
export async function compareDigests(root: string): Promise<BundleDigests | undefined> {
  const files = DirectoryReleaseFiles(root);
  const text = await files.readText(DIGEST_LIST);
  if (text === undefined) return undefined;
  const {digests, unreadable} = parseDigestList(text);
  const present = (await files.list()).map(({path}) => path).filter((path) => path !== DIGEST_LIST);
  const changed: string[] = [];
  for (const path of present) {
    const wanted = digests.get(path);
    if (wanted !== undefined && (await hashFile(join(root, path))) !== wanted) changed.push(path);
  }
  const found = new Set(present);
  return {
    listed: digests.size,
    changed,
    missing: [...digests.keys()].filter((path) => !found.has(path)).sort(),
    unlisted: present.filter((path) => !digests.has(path)),
    unreadable,
  };
}
