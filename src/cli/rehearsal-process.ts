import {type ChildProcess, spawn} from 'node:child_process';
import {mkdirSync, openSync, readFileSync, rmSync} from 'node:fs';
import {getCompileCacheDir} from 'node:module';
import {join, resolve} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {isProcessAlive} from '../adapters/local/is-process-alive.js';
import {DiagnosticError} from '../model/diagnostic-error.js';
import type {Environment} from '../model/environment.js';
import {packageRoot} from './package-root.js';

/** What a running rehearsal writes about itself. */
export interface RehearsalAddress extends Environment {
  readonly apiRoot: string;
  readonly accessTokenFile: string;
  readonly caBundle: string;
  readonly proxy: string;
  readonly resolvers: readonly string[];
  readonly pid: number;
}

/** Where the world of a working directory lives. */
export function selectRehearsalDirectory(workingDirectory: string): string {
  return resolve(workingDirectory, '.shakinstall', 'rehearsal');
}

/** A world may grow large, but is to keep little beside what lives in it: the heap doubles at most before it is tidied. */
const heapFlags = ['--max-old-space-size=2048', '--heap-growing-percent=100', '--max-semi-space-size=32'];

const startPatienceMs = 30_000;

/** The running rehearsal of a directory, or undefined. */
export function findRehearsal(directory: string): RehearsalAddress | undefined {
  try {
    const address = JSON.parse(readFileSync(join(directory, 'environment.json'), 'utf8')) as RehearsalAddress;
    return isProcessAlive(address.pid) ? address : undefined;
  } catch {
    return undefined;
  }
}

function startFailed(directory: string, detail: string): DiagnosticError {
  const tries = [
    {text: 'Read what it said.', command: `cat ${join(directory, 'log')}`},
    {text: 'Begin with a new world.', command: 'shakinstall rehearse reset'},
  ];
  return new DiagnosticError([
    {code: 'SHK_REHEARSE_E1401', summary: 'The rehearsal did not start.', detail, tries, blame: 'bug'},
  ]);
}

/** Starts the rehearsal as a process of its own that outlives this one, or joins the one that runs. */
export async function startRehearsal(
  directory: string,
  options: {readonly speed: number; readonly catalogue: string},
): Promise<RehearsalAddress> {
  const running = findRehearsal(directory);
  if (running !== undefined) return running;
  try {
    mkdirSync(directory, {recursive: true, mode: 0o700});
    rmSync(join(directory, 'environment.json'), {force: true});
  } catch (error) {
    const tries = [{text: 'Work in a directory that you may write to.'}];
    throw new DiagnosticError([
      {
        code: 'SHK_RUN_E0703',
        summary: 'The working directory cannot be written to.',
        detail: (error as Error).message,
        tries,
        blame: 'user',
      },
    ]);
  }
  const log = openSync(join(directory, 'log'), 'a', 0o600);
  const script = join(packageRoot, 'dist', 'rehearsal', 'main.js');
  const args = [script, '--directory', directory, '--speed', String(options.speed), '--catalogue', options.catalogue];
  const child: ChildProcess = spawn(process.execPath, [...heapFlags, ...args], {
    detached: true,
    stdio: ['ignore', log, log],
    cwd: directory,
    // The world's program is one large file: compiled anew it takes a tenth of a second.
    env: {...process.env, NODE_COMPILE_CACHE: getCompileCacheDir()},
  });
  let ended: string | undefined;
  child.once('exit', (code, signal) => {
    ended = `it ended with ${signal ?? code}`;
  });
  child.unref();
  const deadline = Date.now() + startPatienceMs;
  while (Date.now() < deadline) {
    const address = findRehearsal(directory);
    if (address !== undefined) return address;
    if (ended !== undefined) throw startFailed(directory, ended);
    await wait(25);
  }
  throw startFailed(directory, `no answer within ${startPatienceMs / 1000} s`);
}

/** Asks the rehearsal to save and end, or ends it as it is, and waits until it has ended. Returns false where none runs. */
export async function stopRehearsal(directory: string, signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<boolean> {
  const running = findRehearsal(directory);
  if (running === undefined) return false;
  process.kill(running.pid, signal);
  const deadline = Date.now() + startPatienceMs;
  while (isProcessAlive(running.pid) && Date.now() < deadline) await wait(25);
  return true;
}
