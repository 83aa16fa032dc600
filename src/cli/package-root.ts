import {dirname, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

/** The directory of package.json, from the built file as well as from the source. */
export const packageRoot = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The command that starts this very program again. */
export const programCommand: readonly string[] = [process.execPath, resolve(packageRoot, 'bin', 'run.js')];
