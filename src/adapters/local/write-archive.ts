import {mkdir, mkdtemp, rename, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {create} from 'tar';

/** Writes a .tgz of texts by path, readable by its owner alone; the file is there whole or not at all. */
export async function writeArchive(path: string, files: ReadonlyMap<string, string>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'shakinstall-archive-'));
  const partial = `${path}.${process.pid}.partial`;
  try {
    for (const [name, text] of files) {
      const place = join(directory, name);
      await mkdir(dirname(place), {recursive: true});
      await writeFile(place, text, {mode: 0o600});
    }
    await create({gzip: true, cwd: directory, file: partial, portable: true, mode: 0o600}, [...files.keys()]);
    await rename(partial, path);
  } finally {
    await rm(directory, {recursive: true, force: true});
    await rm(partial, {force: true});
  }
}
