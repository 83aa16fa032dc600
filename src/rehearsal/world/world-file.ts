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

/** The text before the `count`th tab of a line, and where what follows it begins. */
function readHead(bytes: Buffer, start: number, end: number, count: number): {head: string; next: number} {
  let at = start;
  for (let left = count; left > 0; left -= 1) at = bytes.indexOf(tab, at) + 1;
  return at > start && at <= end
    ? {head: bytes.toString('utf8', start, at - 1), next: at}
    : {head: bytes.toString('utf8', start, end), next: end};
}

function takeLine(draft: Draft, bytes: Buffer, start: number, end: number): void {
  const from = start + 2;
  switch (bytes[start]) {
    case letterOf.S: {
      const {head, next} = readHead(bytes, from, end, 1);
      draft.parts.set(head, bytes.toString('utf8', next, end));
      break;
    }
    case letterOf.F: {
      const {head, next} = readHead(bytes, from, end, 1);
      draft.files.set(head, Buffer.from(bytes.toString('latin1', next, end), 'base64'));
      break;
    }
    case letterOf.P: {
      const {head, next} = readHead(bytes, from, end, 4);
      const [cluster = '', collection = '', namespace = '', name = ''] = head.split('\t');
      const text = bytes.toString('utf8', next, end);
      openCollection(draft, cluster, collection).set(`${namespace}/${name}`, new EncodedObject(namespace, name, text));
      break;
    }
    case letterOf.R: {
      const [cluster = '', collection = '', namespace = '', name = ''] = bytes.toString('utf8', from, end).split('\t');
      openCollection(draft, cluster, collection).delete(`${namespace}/${name}`);
    }
  }
}

/** Reads a world's file. */
export function readWorldFile(bytes: Buffer): WorldContents {
  const draft: Draft = {parts: new Map(), objects: new Map(), files: new Map()};
  let length = 0;
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(newline, start);
    if (end < 0) break;
    if (bytes[start] === letterOf.C) {
      const batch = bytes.subarray(length, start);
      if (bytes.toString('latin1', start, end) !== `C ${batch.length} ${crc32(batch)}`) break;
      for (let at = 0; at < batch.length; ) {
        const until = batch.indexOf(newline, at);
        takeLine(draft, batch, at, until);
        at = until + 1;
      }
      length = end + 1;
    }
    start = end + 1;
  }
  const parts = new Map([...draft.parts].map(([name, json]) => [name, JSON.parse(json) as unknown]));
  return {parts, objects: draft.objects, files: draft.files, length};
}

/** The files in a world's file, which is whole. */
export function readFiles(bytes: Buffer): ReadonlyMap<string, Buffer> {
  const draft: Draft = {parts: new Map(), objects: new Map(), files: new Map()};
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(newline, start);
    if (end < 0) break;
    if (bytes[start] === letterOf.F) takeLine(draft, bytes, start, end);
    start = end + 1;
  }
  return draft.files;
}
