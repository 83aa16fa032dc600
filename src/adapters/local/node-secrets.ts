import {readFile} from 'node:fs/promises';
import {resolve} from 'node:path';
import type {Secrets} from '../../model/ports/local.js';

/** Secrets from the process's environment and from files; relative paths start at the configuration's directory. */
export function NodeSecrets(baseDirectory: string): Secrets {
  return {
    async resolve(reference) {
      const separator = reference.indexOf(':');
      const place = reference.slice(separator + 1);
      if (reference.startsWith('env:')) return process.env[place];
      return await readFile(resolve(baseDirectory, place), 'utf8').catch(() => undefined);
    },
  };
}
