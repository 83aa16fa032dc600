import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {DiagnosticError} from '../model/diagnostic-error.js';
import {askWorld} from './ask-world.js';
import {findRehearsal, type RehearsalAddress, selectRehearsalDirectory, stopRehearsal} from './rehearsal-process.js';

const extension = '.world';

/** A snapshot of a working directory's rehearsal. */
export interface RehearsalSnapshot {
  readonly name: string;
  readonly bytes: number;
  readonly writtenAt: Date;
}

/** Beside the rehearsal, so that they are still there when it is reset. */
const selectSnapshots = (workingDirectory: string) => resolve(workingDirectory, '.shakinstall', 'rehearsal-snapshots');

function refuse(summary: string, detail: string, command: string): DiagnosticError {
  const tries = [{text: 'See what there is.', command}];
  return new DiagnosticError([{code: 'SHK_REHEARSE_E1406', summary, detail, tries, blame: 'user'}]);
}

function selectFile(workingDirectory: string, name: string): string {
  if (!/^[a-z0-9][a-z0-9._-]{0,62}$/i.test(name))
    throw refuse(
      `"${name}" is no name for a snapshot.`,
      'Letters, digits, dots, dashes and underscores make one; a letter or digit begins it.',
      'shakinstall rehearse snapshot',
    );
  return join(selectSnapshots(workingDirectory), `${name}${extension}`);
}

/** The snapshots of a working directory, oldest first. */
export function listSnapshots(workingDirectory: string): readonly RehearsalSnapshot[] {
  const directory = selectSnapshots(workingDirectory);
  return (existsSync(directory) ? readdirSync(directory) : [])
    .filter((file) => file.endsWith(extension))
    .map((file) => {
      const {size, mtime} = statSync(join(directory, file));
      return {name: file.slice(0, -extension.length), bytes: size, writtenAt: mtime};
    })
    .sort((a, b) => a.writtenAt.getTime() - b.writtenAt.getTime());
}

async function writeTo(address: RehearsalAddress, file: string): Promise<void> {
  const {isOk, status, body} = await askWorld(address, 'POST', 'snapshots', {file});
  if (isOk) return;
  const {error = `it answered ${status}`} = body;
  throw refuse('The rehearsal could not write the snapshot.', error, 'shakinstall rehearse env');
}

/** Keeps the running world as it is now under a name; one of that name is replaced. */
export function takeSnapshot(address: RehearsalAddress, workingDirectory: string, name: string): Promise<void> {
  return writeTo(address, selectFile(workingDirectory, name));
}

function syncPath(path: string): void {
  const descriptor = openSync(path, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

/** Copies a file beside `target`, and returns how to give it that name: `target` is there whole or not at all. */
function prepareFile(source: string, target: string): () => void {
  const partial = `${target}.partial`;
  copyFileSync(source, partial);
  syncPath(partial);
  return () => {
    renameSync(partial, target);
    syncPath(dirname(target));
  };
}

function findSnapshot(workingDirectory: string, name: string): string {
  const file = selectFile(workingDirectory, name);
  if (existsSync(file)) return file;
  const names = listSnapshots(workingDirectory).map((snapshot) => snapshot.name);
  throw refuse(
    `There is no snapshot "${name}" here.`,
    names.length === 0 ? 'No snapshot has been taken in this directory.' : `There are: ${names.join(', ')}.`,
    'shakinstall rehearse snapshot',
  );
}

/**
 * Ends the rehearsal of a working directory and puts a snapshot in its place; its next start goes on from there. The world
 * that runs is not asked to keep its last second, since nothing of it stays, and it runs until the snapshot lies beside it.
 */
export async function restoreSnapshot(workingDirectory: string, name: string): Promise<void> {
  const file = findSnapshot(workingDirectory, name);
  const directory = selectRehearsalDirectory(workingDirectory);
  mkdirSync(directory, {recursive: true, mode: 0o700});
  const place = prepareFile(file, join(directory, 'restore.pending'));
  await stopRehearsal(directory, 'SIGKILL');
  place();
}

/** Lets a world go on in another working directory too: a snapshot, or without a name the one that runs. */
export async function forkRehearsal(workingDirectory: string, target: string, name: string | undefined): Promise<void> {
  const directory = selectRehearsalDirectory(resolve(workingDirectory, target));
  if (existsSync(directory))
    throw refuse('There is a rehearsal already.', `${directory} is another world’s.`, `ls ${directory}`);
  const running = findRehearsal(selectRehearsalDirectory(workingDirectory));
  if (name === undefined && running === undefined)
    throw refuse(
      'No rehearsal runs here.',
      'Only a running world can be forked without a snapshot’s name.',
      'shakinstall rehearse snapshot',
    );
  const source = name === undefined ? undefined : findSnapshot(workingDirectory, name);
  mkdirSync(directory, {recursive: true, mode: 0o700});
  try {
    const pending = join(directory, 'fork.pending');
    if (source !== undefined) prepareFile(source, pending)();
    else if (running !== undefined) await writeTo(running, pending);
  } catch (error) {
    rmSync(directory, {recursive: true, force: true});
    throw error;
  }
}
