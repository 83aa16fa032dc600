import {readdir} from 'node:fs/promises';
import {join, relative, sep} from 'node:path';
import {create} from 'tar';

/** The same files make the same archive, whoever packs them and when: its digest is of the content alone. */
const epoch = new Date(0);

/** Packs the directory of a release as `.tgz`. */
export async function packRelease(directory: string, file: string): Promise<void> {
  const entries = await readdir(directory, {recursive: true, withFileTypes: true});
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
  await create({cwd: directory, file, gzip: {level: 9}, portable: true, mtime: epoch, strict: true}, names);
}
