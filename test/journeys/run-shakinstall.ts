import {spawn} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';

export const projectRoot = resolve(import.meta.dirname, '../..');
const program = join(projectRoot, 'bin', 'run.js');

/** How fast the world's clock runs in journeys; the machine's own work is what they wait for. */
export const journeySpeed = '300';

/** What a finished process left. */
export interface Ended {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /** The program in place of the project's own. */
  readonly program?: string;
  /** Sees all of standard output so far, to act at a moment of the run. */
  readonly onOutput?: (stdout: string, send: (signal: NodeJS.Signals) => void) => void;
}

/** Runs a program without a terminal, to its end. */
export function runProgram(command: string, args: readonly string[], options: RunOptions): Promise<Ended> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: {...process.env, CI: '', NO_COLOR: '1', ...options.env},
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      options.onOutput?.(stdout, (signal) => child.kill(signal));
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.once('error', fail);
    child.once('close', (exitCode, signal) => done({exitCode, signal, stdout, stderr}));
  });
}

/** Runs shakinstall as a person without a terminal does. */
export function runShakinstall(args: readonly string[], options: RunOptions): Promise<Ended> {
  return runProgram(process.execPath, [options.program ?? program, ...args], {
    ...options,
    env: {SHAKINSTALL_REHEARSE_SPEED: journeySpeed, ...options.env},
  });
}

/** A new empty working directory. */
export function createWorkingDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'shakinstall-journey-'));
}

/** Ends the directory's rehearsal, if one runs, and removes the directory. */
export async function removeWorkingDirectory(directory: string): Promise<void> {
  await runShakinstall(['rehearse', 'reset'], {cwd: directory});
  rmSync(directory, {recursive: true, force: true});
}
