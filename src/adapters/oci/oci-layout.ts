import {createReadStream, createWriteStream} from 'node:fs';
import {mkdir, readFile, rename, rm, stat, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {CloudFailure} from '../../model/cloud-failure.js';
import {type Descriptor, type StoredManifest, selectMediaType} from '../../model/image-manifest.js';
import type {ImageStore} from '../../model/ports/image-store.js';
import {digestOf, measure} from './digest.js';

/** The annotation by which the index of a layout names an image. https://github.com/opencontainers/image-spec/blob/main/annotations.md */
const refName = 'org.opencontainers.image.ref.name';

interface IndexEntry extends Descriptor {
  readonly annotations?: Readonly<Record<string, string>>;
}

/**
 * A directory in the layout of the OCI: content by digest, and an index that names each image by its whole reference,
 * registry included. https://github.com/opencontainers/image-spec/blob/main/image-layout.md
 */
export function OciLayout(directory: string): ImageStore {
  const placeOf = (digest: string) => join(directory, 'blobs', ...digest.split(':'));
  const sizeOf = (digest: string) =>
    stat(placeOf(digest)).then(
      ({size}) => size,
      () => undefined,
    );
  const readIndex = async (): Promise<readonly IndexEntry[]> => {
    const text = await readFile(join(directory, 'index.json'), 'utf8').catch(() => undefined);
    return text === undefined ? [] : (JSON.parse(text) as {manifests: readonly IndexEntry[]}).manifests;
  };
  const replace = async (path: string, text: string) => {
    await mkdir(dirname(path), {recursive: true});
    await writeFile(`${path}.partial`, text);
    await rename(`${path}.partial`, path);
  };
  // The index is one file: whoever changes it waits for whoever does.
  let turn: Promise<void> = Promise.resolve();
  const name = (entry: IndexEntry, reference: string) => {
    turn = turn.then(async () => {
      const others = (await readIndex()).filter(({annotations}) => annotations?.[refName] !== reference);
      const manifests = [...others, {...entry, annotations: {[refName]: reference}}];
      await replace(join(directory, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
      await replace(join(directory, 'index.json'), JSON.stringify({schemaVersion: 2, manifests}, null, 1));
    });
    return turn;
  };
  return {
    async readManifest(repository, reference) {
      const named = reference.startsWith('sha256:')
        ? reference
        : (await readIndex()).find(({annotations}) => annotations?.[refName] === `${repository}:${reference}`)?.digest;
      const text = named === undefined ? undefined : await readFile(placeOf(named), 'utf8').catch(() => undefined);
      if (named === undefined || text === undefined) return undefined;
      if (digestOf(text) !== named)
        throw new CloudFailure('invalid', `${placeOf(named)} is not what its name says`, {action: 'verify'});
      return {mediaType: selectMediaType(text, ''), digest: named, text};
    },
    async writeManifest(repository, manifest: StoredManifest, wanted) {
      const {digest, mediaType, text} = manifest;
      await replace(placeOf(digest), text);
      const size = Buffer.byteLength(text);
      if (wanted === undefined) return;
      await name({mediaType, digest, size}, `${repository}${wanted === digest ? '@' : ':'}${wanted}`);
    },
    hasBlob: async (_repository, {digest, size}) => (await sizeOf(digest)) === size,
    mountBlob: async (_repository, {digest, size}) => (await sizeOf(digest)) === size,
    async openBlob(_repository, {digest}, fromByte) {
      if ((await sizeOf(digest)) === undefined)
        throw new CloudFailure('not-found', `${directory} does not hold ${digest}`, {action: 'read'});
      return createReadStream(placeOf(digest), {start: fromByte, highWaterMark: 256 * 1024});
    },
    async writeBlob(_repository, blob, source, {onPosition}) {
      const partial = `${placeOf(blob.digest)}.partial`;
      await mkdir(dirname(partial), {recursive: true});
      const kept = (await stat(partial).catch(() => undefined))?.size ?? 0;
      const from = kept < blob.size ? kept : 0;
      // What a killed run left is measured with what follows it.
      const whole = async function* () {
        if (from > 0) yield* createReadStream(partial, {end: from - 1}) as AsyncIterable<Uint8Array>;
        yield* await source(from);
      };
      const fresh = async function* () {
        let position = 0;
        for await (const bytes of measure(whole(), blob)) {
          const known = Math.min(Math.max(from - position, 0), bytes.length);
          position += bytes.length;
          onPosition(position);
          if (known < bytes.length) yield bytes.subarray(known);
        }
      };
      try {
        const file = createWriteStream(partial, {flags: from > 0 ? 'a' : 'w'});
        await pipeline(Readable.from(fresh(), {objectMode: false}), file);
        await rename(partial, placeOf(blob.digest));
      } catch (error) {
        if (error instanceof CloudFailure && error.kind === 'invalid') await rm(partial, {force: true});
        throw error;
      }
    },
  };
}
