import {existsSync} from 'node:fs';
import {copyFile, mkdir, open, readdir, readFile, rename, rm, writeFile} from 'node:fs/promises';
import {dirname, join, relative, sep} from 'node:path';
import {moveToPorts} from './move-to-ports.js';
import {encodeBatch, openWorldFile, type WorldContents} from './world-file.js';
import {worldFileName} from './world-keeper.js';
import {syncDirectory} from './world-log.js';

/** What lies beside a world and belongs to its moment: whoever goes back must find the keys of that moment. */
const companions = ['deployments', 'operator-token'];

/** A snapshot that is to take the world's place, once it lies there whole. */
const pendingFile = 'restore.pending';
/** The same, of a world that goes on elsewhere. */
const forkedFile = 'fork.pending';

async function readCompanions(directory: string): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  for (const name of companions) {
    const path = join(directory, name);
    const entries = existsSync(path)
      ? await readdir(path, {recursive: true, withFileTypes: true}).catch(() => undefined)
      : [];
    const files = entries?.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)) ?? [
      path,
    ];
    for (const file of files) found.set(relative(directory, file).split(sep).join('/'), await readFile(file));
  }
  return found;
}

async function appendAndSync(path: string, files: ReadonlyMap<string, Buffer>): Promise<void> {
  const handle = await open(path, 'a');
  try {
    for (const chunk of encodeBatch({parts: new Map(), changes: [], files})) await handle.writeFile(chunk);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Writes the world's file, which nobody may write to meanwhile, with what belongs to it to `target`: there is the old
 * snapshot, or the new one, whenever this process ends.
 */
export async function writeSnapshot(directory: string, target: string): Promise<void> {
  await mkdir(dirname(target), {recursive: true, mode: 0o700});
  const partial = `${target}.${process.pid}.partial`;
  try {
    await copyFile(join(directory, worldFileName), partial);
    await appendAndSync(partial, await readCompanions(directory));
    await rename(partial, target);
    await syncDirectory(dirname(target));
  } catch (error) {
    await rm(partial, {force: true});
    throw error;
  }
}

/** Puts the files beside the world in place of those that are there. */
async function placeCompanions(directory: string, files: ReadonlyMap<string, Buffer>): Promise<void> {
  const fresh = join(directory, 'restore.partial');
  await rm(fresh, {recursive: true, force: true});
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(fresh, path)), {recursive: true, mode: 0o700});
    await writeFile(join(fresh, path), bytes, {mode: 0o600});
  }
  for (const name of companions) {
    await rm(join(directory, name), {recursive: true, force: true});
    if (existsSync(join(fresh, name))) await rename(join(fresh, name), join(directory, name));
  }
  await rm(fresh, {recursive: true, force: true});
}

/**
 * Carries out a restore that was asked for. Whatever moment it is interrupted at, the next start carries it out
 * again: the snapshot becomes the world's file last. Returns what is in that file, where one was waiting.
 */
export async function takePendingSnapshot(directory: string): Promise<WorldContents | undefined> {
  const forked = join(directory, forkedFile);
  const pending = join(directory, pendingFile);
  if (existsSync(forked)) {
    await moveToPorts(forked);
    await rename(forked, pending);
  }
  if (!existsSync(pending)) return undefined;
  const contents = await openWorldFile(pending);
  await placeCompanions(directory, contents.files);
  await rename(pending, join(directory, worldFileName));
  await syncDirectory(directory);
  return contents;
}
