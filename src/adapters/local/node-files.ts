import {createHash} from 'node:crypto';
import {chmod, cp, mkdir, open, readdir, readFile, rename, rm, stat} from 'node:fs/promises';
import {dirname, join, relative, sep} from 'node:path';
import type {Files} from '../../model/ports/local.js';

const isMissing = (error: unknown) => ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');

/** Makes the renamed entry itself survive a power cut: the directory is synced, not only the file. */
async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function listFiles(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, {recursive: true, withFileTypes: true}).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const files = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(path, join(entry.parentPath, entry.name)).split(sep).join('/'));
  return files.sort();
}

/** Files on this machine. */
export function NodeFiles(): Files {
  return {
    async read(path) {
      try {
        return await readFile(path, 'utf8');
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async stat(path) {
      try {
        const found = await stat(path);
        return {mode: found.mode & 0o777, sizeBytes: found.size};
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async write(path, content, options) {
      const directory = dirname(path);
      await mkdir(directory, {recursive: true, mode: 0o700});
      const partial = `${path}.${process.pid}.partial`;
      const handle = await open(partial, 'w', options.mode);
      try {
        await handle.writeFile(content);
        await handle.sync();
      } finally {
        await handle.close();
      }
      // The mode given to open is narrowed by the umask and ignored for a file that is already there.
      await chmod(partial, options.mode);
      await rename(partial, path);
      await syncDirectory(directory);
    },
    async copyTree(from, to, without = []) {
      const left = new Set(without.map((path) => join(from, path)));
      await rm(to, {recursive: true, force: true});
      await mkdir(dirname(to), {recursive: true, mode: 0o700});
      await cp(from, to, {recursive: true, dereference: true, filter: (path) => !left.has(path)});
    },
    list: listFiles,
    async digest(path) {
      const found = await stat(path).catch(() => undefined);
      if (found === undefined) return undefined;
      const names = found.isDirectory() ? await listFiles(path) : [''];
      const hash = createHash('sha256');
      for (const name of names) {
        const content = await readFile(name === '' ? path : join(path, name));
        hash.update(`${name}\0${content.length}\0`).update(content);
      }
      return hash.digest('hex').slice(0, 16);
    },
  };
}
