import {closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync} from 'node:fs';
import {hostname} from 'node:os';
import {dirname} from 'node:path';
import type {Diagnostic} from '../../model/diagnostic.js';
import {DiagnosticError} from '../../model/diagnostic-error.js';
import {isProcessAlive} from './is-process-alive.js';

/** What a lock says of who took it. */
export interface LockHolder {
  readonly pid: number;
  readonly host: string;
  readonly since: string;
  readonly command: string;
}

function lockHeld(path: string, holder: LockHolder): Diagnostic {
  return {
    code: 'SHK_RUN_E0701',
    summary: 'Another run holds the lock of this deployment.',
    detail: `${holder.command} (process ${holder.pid} on ${holder.host}) since ${holder.since}`,
    tries: [
      {text: 'Wait until it ends, or stop it; a second run at the same time would undo its bookkeeping.'},
      {text: 'If that process is gone for good, remove the lock.', command: `rm ${path}`},
    ],
    blame: 'user',
  };
}

/** Who holds a lock; undefined where there is none, or its process is gone from this machine. */
export function findRunLockHolder(path: string): LockHolder | undefined {
  try {
    const holder = JSON.parse(readFileSync(path, 'utf8')) as LockHolder;
    return holder.host !== hostname() || isProcessAlive(holder.pid) ? holder : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Takes the lock of a deployment, or throws a diagnostic that names its holder. A lock whose process is
 * gone from this machine is taken over. The returned function gives it back.
 */
export function acquireRunLock(path: string, command: string, now: string): () => void {
  mkdirSync(dirname(path), {recursive: true, mode: 0o700});
  const mine: LockHolder = {pid: process.pid, host: hostname(), since: now, command};
  for (;;) {
    try {
      const handle = openSync(path, 'wx', 0o600);
      writeSync(handle, JSON.stringify(mine));
      closeSync(handle);
      return () => rmSync(path, {force: true});
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = findRunLockHolder(path);
      if (holder !== undefined) throw new DiagnosticError([lockHeld(path, holder)]);
      rmSync(path, {force: true});
    }
  }
}
