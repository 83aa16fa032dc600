import {execa} from 'execa';
import {CloudFailure} from '../../model/cloud-failure.js';
import type {Backups} from '../../model/ports/backups.js';

const action = 'ask for the last backup';

/** The moment that a command printed on its last line; undefined where it is none. */
export function parseBackupTime(output: string): number | undefined {
  const line = output.trim().split('\n').at(-1)?.trim() ?? '';
  const atMs = /^\d{9,11}$/.test(line) ? Number(line) * 1000 : Date.parse(line);
  return Number.isNaN(atMs) ? undefined : atMs;
}

/** Asks by the command that the configuration names, from the configuration's directory and without a shell. */
export function CommandBackups(directory: string): Backups {
  return {
    async fetchLatest([file = '', ...args]) {
      const result = await execa(file, args, {cwd: directory, reject: false, stdin: 'ignore', timeout: 60_000});
      if (result.exitCode !== 0) {
        const reason = String(result.stderr ?? '')
          .trim()
          .split('\n')
          .at(-1);
        throw new CloudFailure('unknown', reason || result.shortMessage || 'it failed', {action});
      }
      const atMs = parseBackupTime(String(result.stdout));
      if (atMs === undefined)
        throw new CloudFailure('invalid', `it printed no time but: ${String(result.stdout).trim().slice(0, 120)}`, {
          action,
        });
      return {atMs};
    },
  };
}
