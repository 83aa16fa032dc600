import {createWriteStream} from 'node:fs';
import {mkdir, rename, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {CloudFailure} from '../../model/cloud-failure.js';
import type {Descriptor} from '../../model/image-manifest.js';
import {formatImageName, type ImageReference} from '../../model/image-reference.js';
import type {ImageStore} from '../../model/ports/image-store.js';
import {formatReleaseReference, selectReleaseContent} from '../../model/release-artifact.js';
import {hashFile} from '../local/hash-file.js';
import {measure} from './digest.js';

/** A release that was brought from a registry. */
export interface PulledRelease {
  /** The archive on this machine. */
  readonly path: string;
  /** Digest of the manifest, by which the very same release is named. */
  readonly digest: string;
}

/** Larger archives are no releases: their images are elsewhere. */
const largestBytes = 512 * 1024 * 1024;

async function hasContent(path: string, digest: string): Promise<boolean> {
  try {
    return `sha256:${await hashFile(path)}` === digest;
  } catch {
    return false;
  }
}

async function download(images: ImageStore, repository: string, blob: Descriptor, path: string): Promise<void> {
  const partial = `${path}.${process.pid}.partial`;
  try {
    const content = measure(await images.openBlob(repository, blob, 0), blob);
    await pipeline(Readable.from(content, {objectMode: false}), createWriteStream(partial, {mode: 0o600}));
    await rename(partial, path);
  } finally {
    await rm(partial, {force: true});
  }
}

/**
 * Brings a release from a registry into `directory`, under the digest of its content; what is there already and is
 * what its name says is not fetched again. Undefined where the registry has none under this name.
 */
export async function pullRelease(
  images: ImageStore,
  reference: ImageReference,
  directory: string,
): Promise<PulledRelease | undefined> {
  const repository = formatImageName(reference);
  const manifest = await images.readManifest(repository, reference.digest ?? reference.tag ?? 'latest');
  if (manifest === undefined) return undefined;
  const content = selectReleaseContent(manifest);
  const action = 'read';
  if (content === undefined)
    throw new CloudFailure('invalid', `${formatReleaseReference(reference)} holds something else than a release`, {
      action,
    });
  if (content.size > largestBytes)
    throw new CloudFailure(
      'invalid',
      `the release is of ${content.size} bytes, and at most ${largestBytes} are taken`,
      {
        action,
      },
    );
  await mkdir(directory, {recursive: true, mode: 0o700});
  const path = join(directory, `${content.digest.replace(':', '-')}.tgz`);
  if (!(await hasContent(path, content.digest))) await download(images, repository, content, path);
  return {path, digest: manifest.digest};
}
