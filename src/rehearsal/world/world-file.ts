import {createReadStream} from 'node:fs';
import {crc32} from 'node:zlib';
import type {KubeObject} from '../kube/object/kube-object.js';
import {EncodedObject} from '../kube/store/encoded-object.js';

/**
 * The file of a world: batches of lines, each closed by a line with its length and checksum. A later line about the
 * same thing replaces an earlier one. What follows the last closed batch was cut off while it was written and does
 * not count, so a world that is killed at any moment goes on from its last whole batch.
 *
 *   S part\tJSON                                        a part of the state: `world`, `cloud`, `cluster/UID`, …
 *   P cluster\tcollection\tnamespace\tname\tJSON        an object is put
 *   R cluster\tcollection\tnamespace\tname              an object is removed
 *   F path\tbase64                                      a file beside the world; only in snapshots
 *   C length checksum                                   the batch is whole
 */

/** An object as it is now; `entry` is undefined where it was removed. */
export interface ObjectChange {
  readonly cluster: string;
  readonly collection: string;
  readonly namespace: string;
  readonly name: string;
  readonly entry: KubeObject | EncodedObject | undefined;
}

/** What is written in one go. */
export interface WorldBatch {
  /** JSON of the parts that changed. */
  readonly parts: ReadonlyMap<string, string>;
  readonly changes: Iterable<ObjectChange>;
  readonly files?: ReadonlyMap<string, Buffer>;
}

/** What a file holds, up to its last whole batch. */
export interface WorldContents {
  readonly parts: ReadonlyMap<string, unknown>;
  /** By cluster, collection and `namespace/name`. */
  readonly objects: ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, EncodedObject>>>;
  readonly files: ReadonlyMap<string, Buffer>;
  /** Length of all whole batches in bytes. */
  readonly length: number;
}

/** Chunks are small enough that the world goes on between them. */
const chunkChars = 1 << 20;

function* formatLines({parts, changes, files}: WorldBatch): Generator<string> {
  for (const [name, json] of parts) yield `S ${name}\t${json}\n`;
  for (const [path, bytes] of files ?? []) yield `F ${path}\t${bytes.toString('base64')}\n`;
  for (const {cluster, collection, namespace, name, entry} of changes) {
    const key = `${cluster}\t${collection}\t${namespace}\t${name}`;
    if (entry === undefined) yield `R ${key}\n`;
    else yield `P ${key}\t${entry instanceof EncodedObject ? entry.text : JSON.stringify(entry)}\n`;
  }
}

/** A batch in bytes, chunk by chunk. */
export function* encodeBatch(batch: WorldBatch): Generator<Buffer> {
  let pending = '';
  let length = 0;
  let sum = 0;
  const flush = (): Buffer => {
    const bytes = Buffer.from(pending);
    pending = '';
    length += bytes.length;
    sum = crc32(bytes, sum);
    return bytes;
  };
  for (const line of formatLines(batch)) {
    pending += line;
    if (pending.length >= chunkChars) yield flush();
  }
  yield flush();
  yield Buffer.from(`C ${length} ${sum}\n`);
}

const newline = 10;
const tab = 9;
const letterOf = {S: 83, P: 80, R: 82, F: 70, C: 67};

/** The first `count` fields of a line's content, and where what follows them begins. */
function readFields(line: Buffer, count: number): {fields: readonly string[]; next: number} {
  let at = 2;
  for (let left = count; left > 0; left -= 1) at = line.indexOf(tab, at) + 1;
  return {fields: line.toString('utf8', 2, at - 1).split('\t'), next: at};
}

/** What a file holds, while it is being read. */
interface Draft {
  readonly parts: Map<string, string>;
  readonly objects: Map<string, Map<string, Map<string, EncodedObject>>>;
  readonly files: Map<string, Buffer>;
}

function openCollection({objects}: Draft, cluster: string, collection: string): Map<string, EncodedObject> {
  const collections = objects.get(cluster) ?? new Map<string, Map<string, EncodedObject>>();
  objects.set(cluster, collections);
  const known = collections.get(collection) ?? new Map<string, EncodedObject>();
  collections.set(collection, known);
  return known;
}

/** What a line says, to be done once its batch is known to be whole. */
function readLine(line: Buffer): (draft: Draft) => void {
  switch (line[0]) {
    case letterOf.S: {
      const {fields, next} = readFields(line, 1);
      const json = line.toString('utf8', next);
      return ({parts}) => parts.set(fields[0]!, json);
    }
    case letterOf.F: {
      const {fields, next} = readFields(line, 1);
      const bytes = Buffer.from(line.toString('latin1', next), 'base64');
      return ({files}) => files.set(fields[0]!, bytes);
    }
    case letterOf.P: {
      const {fields, next} = readFields(line, 4);
      const [cluster = '', collection = '', namespace = '', name = ''] = fields;
      const object = new EncodedObject(namespace, name, line.toString('utf8', next));
      return (draft) => openCollection(draft, cluster, collection).set(`${namespace}/${name}`, object);
    }
    case letterOf.R: {
      const [cluster = '', collection = '', namespace = '', name = ''] = line.toString('utf8', 2).split('\t');
      return (draft) => openCollection(draft, cluster, collection).delete(`${namespace}/${name}`);
    }
    default:
      return () => {};
  }
}

/** Reads a world's file from its bytes, in pieces of any size. */
export async function readWorldFile(pieces: Iterable<Buffer> | AsyncIterable<Buffer>): Promise<WorldContents> {
  const draft: Draft = {parts: new Map(), objects: new Map(), files: new Map()};
  let pending: Array<(draft: Draft) => void> = [];
  let rest: Buffer = Buffer.alloc(0);
  let length = 0;
  let batchLength = 0;
  let sum = 0;
  let isWhole = true;
  /** Returns whether reading goes on. */
  const take = (line: Buffer): boolean => {
    if (line[0] !== letterOf.C) {
      pending.push(readLine(line));
      return true;
    }
    if (line.toString('latin1') !== `C ${batchLength} ${sum}`) return false;
    for (const change of pending) change(draft);
    length += batchLength + line.length + 1;
    pending = [];
    batchLength = 0;
    sum = 0;
    return true;
  };
  for await (const piece of pieces) {
    const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    let start = 0;
    while (isWhole) {
      const end = bytes.indexOf(newline, start);
      if (end < 0) break;
      const line = bytes.subarray(start, end);
      isWhole = take(line);
      if (line[0] !== letterOf.C) {
        batchLength += line.length + 1;
        sum = crc32(bytes.subarray(start, end + 1), sum);
      }
      start = end + 1;
    }
    if (!isWhole) break;
    rest = bytes.subarray(start);
  }
  const parts = new Map([...draft.parts].map(([name, json]) => [name, JSON.parse(json) as unknown]));
  return {parts, objects: draft.objects, files: draft.files, length};
}

/** Reads a world's file; one that is not there holds nothing. */
export async function openWorldFile(path: string): Promise<WorldContents> {
  try {
    return await readWorldFile(createReadStream(path, {highWaterMark: 4 * 1024 * 1024}));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return readWorldFile([]);
    throw error;
  }
}
