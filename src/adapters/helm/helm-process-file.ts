import {execFile} from 'node:child_process';
import {mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import {dirname} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {promisify} from 'node:util';

/** How often a helm of an earlier run is looked at, in real milliseconds. */
const pollMs = 250;

/** Whether a process runs and is a helm; numbers are used again, so the number alone says nothing. */
async function isHelm(pid: number): Promise<boolean> {
  try {
    const {stdout} = await promisify(execFile)('ps', ['-o', 'args=', '-p', String(pid)]);
    return /(^|\/)helm[-\d.]*\s/.test(stdout.trim());
  } catch {
    return false;
  }
}

/**
 * A file that names the helm that writes to a cluster. A run that was killed outright leaves its helm
 * behind, still writing; the next one waits for it before it judges what the release's state means.
 */
export interface HelmProcessFile {
  awaitOrphan(signal?: AbortSignal): Promise<void>;
  note(pid: number): Promise<void>;
  forget(): Promise<void>;
}

export function createHelmProcessFile(path: string): HelmProcessFile {
  return {
    async awaitOrphan(signal) {
      const pid = Number(await readFile(path, 'utf8').catch(() => ''));
      while (pid > 0 && (await isHelm(pid))) {
        signal?.throwIfAborted();
        await wait(pollMs);
      }
    },
    async note(pid) {
      await mkdir(dirname(path), {recursive: true, mode: 0o700});
      await writeFile(path, String(pid), {mode: 0o600});
    },
    forget: () => rm(path, {force: true}),
  };
}
