import {readdir, readFile, stat} from 'node:fs/promises';
import {join, relative, sep} from 'node:path';
import type {ReleaseFiles} from '../../model/ports/release-files.js';

/** A release in a directory; links are followed, version control is left out. */
export function DirectoryReleaseFiles(root: string): ReleaseFiles {
  return {
    root,
    async list() {
      const entries = await readdir(root, {recursive: true, withFileTypes: true});
      const files = entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
      const kept = files
        .map((path) => ({path, name: relative(root, path).split(sep).join('/')}))
        .filter(({name}) => !name.startsWith('.git/'));
      const sized = await Promise.all(
        kept.map(async ({path, name}) => ({path: name, sizeBytes: (await stat(path)).size})),
      );
      return sized.sort((a, b) => (a.path < b.path ? -1 : 1));
    },
    readText: (path) => readFile(join(root, path), 'utf8').catch(() => undefined),
  };
}
