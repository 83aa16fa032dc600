import {readFile} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {DiagnosticError} from '../model/diagnostic-error.js';
import type {WorkspaceFlags} from './flags.js';
import {packageRoot} from './package-root.js';

/** The name that a configuration has where none is named. */
export const usualConfigName = 'shakinstall.yaml';

/** A configuration file as it was found. */
export interface ConfigFile {
  readonly path: string;
  readonly text: string;
}

/**
 * The configuration that a command works with: the one named, the one in the working directory, or that
 * of the rehearsal. Undefined where there is none; a file that was named and is not there is an error.
 */
export async function findConfig(flags: Pick<WorkspaceFlags, 'config' | 'rehearse'>): Promise<ConfigFile | undefined> {
  const path = resolve(flags.config ?? usualConfigName);
  try {
    return {path, text: await readFile(path, 'utf8')};
  } catch (error) {
    const {code, message} = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' || flags.config !== undefined) {
      const tries = [{text: 'Check the path and its permissions.', command: `ls -l ${path}`}];
      throw new DiagnosticError([
        {
          code: 'SHK_CONFIG_E0021',
          summary: 'The file of the configuration cannot be read.',
          detail: message,
          location: {file: path},
          tries,
          blame: 'user',
        },
      ]);
    }
  }
  if (!flags.rehearse) return undefined;
  const own = join(packageRoot, 'templates', 'config', 'rehearsal.yaml');
  return {path: own, text: await readFile(own, 'utf8')};
}
