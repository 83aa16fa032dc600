import {stat} from 'node:fs/promises';
import {join} from 'node:path';
import {readArchiveEntry} from '../../adapters/local/read-archive-entry.js';
import {DiagnosticError} from '../../model/diagnostic-error.js';
import type {FactSet} from '../fact-set.js';
import {parseFactSet, readFactSet} from '../read-fact-set.js';
import {factsEntry} from './create-bundle-files.js';

/** A recorded look out of a support bundle (.tgz or its directory), or out of a file of --save-facts. */
export async function readRecordedLook(path: string): Promise<FactSet> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() === true) return readFactSet(join(path, factsEntry));
  if (!/\.(tgz|tar\.gz)$/.test(path)) return readFactSet(path);
  const refuse = (detail: string) =>
    new DiagnosticError([
      {
        code: 'SHK_BUNDLE_E1801',
        summary: 'The support bundle cannot be read.',
        detail: `${path}: ${detail}`,
        tries: [{text: 'Make it again where the cluster can be reached.', command: 'shakinstall support-bundle'}],
        blame: 'user',
      },
    ]);
  let text: string | undefined;
  try {
    text = await readArchiveEntry(path, factsEntry);
  } catch (error) {
    throw refuse((error as Error).message);
  }
  if (text === undefined) throw refuse(`it holds no ${factsEntry}`);
  return parseFactSet(text, `${path}: ${factsEntry}`);
}
