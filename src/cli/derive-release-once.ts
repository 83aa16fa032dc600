import {createHash} from 'node:crypto';
import {mkdir, readFile, rename, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {ChartRenderer, ReleaseFiles} from '../model/ports/release-files.js';
import {type ReleaseReport, readRelease} from '../release/read-release.js';

/** What was told from a bare chart, beside what it was told from. */
interface Remembered {
  readonly key: string;
  readonly report: ReleaseReport;
}

const fileName = 'derived-release.json';

/** One text for one program and one content of a directory; the name of a built program's file changes with the program. */
async function formatKey(files: ReleaseFiles): Promise<string> {
  const hash = createHash('sha256').update(import.meta.url);
  for (const {path} of await files.list()) hash.update(`\0${path}\0`).update((await files.readText(path)) ?? '');
  return hash.digest('hex');
}

async function recall(path: string, key: string): Promise<ReleaseReport | undefined> {
  try {
    const remembered = JSON.parse(await readFile(path, 'utf8')) as Remembered;
    return remembered.key === key ? remembered.report : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The release that a bare chart makes. What it names is found by rendering the chart again and again, half a minute for
 * a large one: the deployment remembers it until the chart or this program is another.
 */
export async function deriveReleaseOnce(
  files: ReleaseFiles,
  renderer: ChartRenderer,
  state: string,
): Promise<ReleaseReport> {
  const path = join(state, fileName);
  const key = await formatKey(files);
  const known = await recall(path, key);
  if (known !== undefined) return known;
  const report = await readRelease(files, renderer);
  if (report.release === undefined) return report;
  try {
    await mkdir(state, {recursive: true, mode: 0o700});
    await writeFile(`${path}.partial`, JSON.stringify({key, report} satisfies Remembered), {mode: 0o600});
    await rename(`${path}.partial`, path);
  } catch {
    // Where nothing can be kept, it is told anew the next time; what has to be kept says so itself.
  }
  return report;
}
