import {existsSync} from 'node:fs';
import {dirname, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

function findPackage(directory: string): string {
  if (existsSync(resolve(directory, 'package.json'))) return directory;
  const parent = dirname(directory);
  if (parent === directory) throw new Error('the program does not lie in its package');
  return findPackage(parent);
}

/** The directory of package.json, from the built files, whichever they are put into, as well as from the source. */
export const packageRoot = findPackage(dirname(fileURLToPath(import.meta.url)));

/** The command that starts this very program again. */
export const programCommand: readonly string[] = [process.execPath, resolve(packageRoot, 'bin', 'run.js')];
