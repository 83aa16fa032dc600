import {type FileHandle, open, rename} from 'node:fs/promises';
import {dirname} from 'node:path';
import {encodeBatch, type WorldBatch} from './world-file.js';

/** A world's file, open for appending. */
export interface WorldLog {
  /**
   * Writes a batch; it is on disk once the promise resolves. A file that has grown far beyond the world it
   * describes is written anew from `everything`, which then takes the batch's place.
   */
  append(batch: WorldBatch, everything: () => WorldBatch): Promise<void>;
  readonly length: number;
  close(): Promise<void>;
}

/** A file is written anew when it holds half as much again as the last such writing left, and so much more: a start reads it all. */
const spareBytes = 16 * 1024 * 1024;

async function writeBatch(handle: FileHandle, batch: WorldBatch): Promise<number> {
  let length = 0;
  for (const chunk of encodeBatch(batch)) {
    await handle.writeFile(chunk);
    length += chunk.length;
  }
  await handle.datasync();
  return length;
}

/** Makes a rename outlive the machine's fall. */
export async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Opens the file at `path`, of which the first `length` bytes are whole, and about `live` of them still count. */
export async function openWorldLog(
  path: string,
  {length, live}: {readonly length: number; readonly live: number},
): Promise<WorldLog> {
  let handle = await open(path, 'a', 0o600);
  await handle.truncate(length);
  let size = length;
  let base = live;
  const rewrite = async (everything: WorldBatch): Promise<void> => {
    const partial = `${path}.partial`;
    const next = await open(partial, 'w', 0o600);
    try {
      base = await writeBatch(next, everything);
    } finally {
      await next.close();
    }
    await rename(partial, path);
    await syncDirectory(dirname(path));
    await handle.close();
    handle = await open(path, 'a', 0o600);
    size = base;
  };
  return {
    async append(batch, everything) {
      if (size > 1.5 * base + spareBytes) await rewrite(everything());
      else {
        try {
          size += await writeBatch(handle, batch);
        } catch (error) {
          // What was written of it is no whole batch, and must not stand before the next one.
          await handle.truncate(size);
          throw error;
        }
      }
    },
    get length() {
      return size;
    },
    close: () => handle.close(),
  };
}
