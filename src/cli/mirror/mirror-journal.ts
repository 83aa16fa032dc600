import {closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync} from 'node:fs';
import {dirname} from 'node:path';
import type {UploadPoint} from '../../model/ports/image-store.js';

/** What a killed run leaves for the next: where uploads stand, and which repository has which content. */
export interface MirrorJournal {
  findUpload(repository: string, digest: string): UploadPoint | undefined;
  /** Repositories that content was put into. */
  listHolders(digest: string): readonly string[];
  noteUpload(repository: string, digest: string, point: UploadPoint): void;
  noteBlob(repository: string, digest: string): void;
  close(): void;
}

type Entry =
  | ({readonly code: 'UploadReached'; readonly repository: string; readonly digest: string} & UploadPoint)
  | {readonly code: 'BlobPut'; readonly repository: string; readonly digest: string};

function readEntries(path: string): readonly Entry[] {
  let text = '';
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return text.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line) as Entry];
    } catch {
      // An empty line, or a last one that a kill cut off.
      return [];
    }
  });
}

/** An append-only file of one JSON record a line; where an upload goes on is on disk before bytes go there. */
export function MirrorJournal(path: string): MirrorJournal {
  mkdirSync(dirname(path), {recursive: true, mode: 0o700});
  const uploads = new Map<string, UploadPoint>();
  const holders = new Map<string, Set<string>>();
  const keyOf = (repository: string, digest: string) => `${repository} ${digest}`;
  const take = (entry: Entry) => {
    const key = keyOf(entry.repository, entry.digest);
    if (entry.code === 'UploadReached') uploads.set(key, {location: entry.location, offsetBytes: entry.offsetBytes});
    else {
      uploads.delete(key);
      holders.set(entry.digest, (holders.get(entry.digest) ?? new Set()).add(entry.repository));
    }
  };
  for (const entry of readEntries(path)) take(entry);
  const handle = openSync(path, 'a', 0o600);
  writeSync(handle, '\n');
  const append = (entry: Entry) => {
    take(entry);
    writeSync(handle, `${JSON.stringify(entry)}\n`);
    // A line that is lost costs a request; an upload that nobody knows of costs its bytes.
    if (entry.code === 'UploadReached') fsyncSync(handle);
  };
  return {
    findUpload: (repository, digest) => uploads.get(keyOf(repository, digest)),
    listHolders: (digest) => [...(holders.get(digest) ?? [])],
    noteUpload: (repository, digest, point) => append({code: 'UploadReached', repository, digest, ...point}),
    noteBlob: (repository, digest) => append({code: 'BlobPut', repository, digest}),
    close: () => closeSync(handle),
  };
}
