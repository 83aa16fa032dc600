import {createReadStream} from 'node:fs';
import {mkdir, readdir, rm, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {pipeline} from 'node:stream/promises';
import {extract} from 'tar';
import {DiagnosticError} from '../../model/diagnostic-error.js';

function fail(code: string, summary: string, detail: string): never {
  throw new DiagnosticError([
    {
      code,
      summary,
      detail,
      field: 'release.path',
      tries: [{text: 'Name a directory or a .tgz that holds a release.'}],
      blame: 'user',
    },
  ]);
}

/** The directory of a release: as it is, or unpacked from a .tgz. An archive's single top directory is entered. */
export async function unpackRelease(path: string, into: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) fail('SHK_RELEASE_E0101', 'The release is not there.', path);
  if (found.isDirectory()) return path;
  await rm(into, {recursive: true, force: true});
  await mkdir(into, {recursive: true, mode: 0o700});
  try {
    // Links and absolute names inside an archive are refused: a release is files and nothing else.
    await pipeline(
      createReadStream(path),
      extract({
        cwd: into,
        strict: true,
        filter: (_name, entry) =>
          !('type' in entry) || entry.type === 'File' || entry.type === 'Directory' || entry.type === 'OldFile',
      }),
    );
  } catch (error) {
    fail(
      'SHK_RELEASE_E0102',
      'The release archive cannot be unpacked.',
      `${path}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const entries = await readdir(into, {withFileTypes: true});
  const [only] = entries;
  return entries.length === 1 && only?.isDirectory() === true ? join(into, only.name) : into;
}
