import {join} from 'node:path';
import {type ObjectChange, openWorldFile, type WorldContents} from './world-file.js';
import {openWorldLog} from './world-log.js';
import {readParts} from './world-parts.js';
import type {WorldState} from './world-state.js';

/** The file in a world's directory that holds the world. */
export const worldFileName = 'world.log';

/** A world as it is asked for what there is to write. */
export interface KeptWorld {
  /** JSON of every part of the state but the objects. */
  parts(): ReadonlyMap<string, string>;
  /** The objects that changed since the last writing. */
  takeChanges(): readonly ObjectChange[];
  objects(): readonly ObjectChange[];
}

/** Keeps a world on disk. */
export interface WorldKeeper {
  /** Writes what changed; it is on disk once the promise resolves. */
  save(world: KeptWorld): Promise<void>;
  /** Runs `action` on the file while nothing is written to it. */
  whileResting(action: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** How long a file with what is there and nothing that was would be, about. */
function countLive({objects}: WorldContents): number {
  let live = 0;
  for (const collections of objects.values())
    for (const collection of collections.values()) for (const {text} of collection.values()) live += text.length;
  return live;
}

/** Opens the world of a directory; `kept` is what an earlier life left there, undefined where there was none. `read` is what is in its file, where that is known. */
export async function openWorldKeeper(
  directory: string,
  read?: WorldContents,
): Promise<{readonly kept: WorldState | undefined; readonly keeper: WorldKeeper}> {
  const path = join(directory, worldFileName);
  const contents = read ?? (await openWorldFile(path));
  const log = await openWorldLog(path, {length: contents.length, live: countLive(contents)});
  let written: ReadonlyMap<string, string> = new Map();
  let unwritten: readonly ObjectChange[] = [];
  let saving: Promise<void> = Promise.resolve();
  const write = async (world: KeptWorld): Promise<void> => {
    // Parts and objects are taken in one go, so that they are of one moment.
    const parts = world.parts();
    const changes = [...unwritten, ...world.takeChanges()];
    const changed = new Map([...parts].filter(([name, json]) => written.get(name) !== json));
    try {
      await log.append({parts: changed, changes}, () => ({parts, changes: world.objects()}));
    } catch (error) {
      unwritten = changes;
      throw error;
    }
    unwritten = [];
    written = parts;
  };
  const keeper: WorldKeeper = {
    save(world) {
      saving = saving.catch(() => {}).then(() => write(world));
      return saving;
    },
    whileResting(action) {
      saving = saving.catch(() => {}).then(action);
      return saving;
    },
    close: log.close,
  };
  return {kept: readParts(contents), keeper};
}
