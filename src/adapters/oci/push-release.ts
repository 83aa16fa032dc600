import {createReadStream} from 'node:fs';
import {stat} from 'node:fs/promises';
import {Readable} from 'node:stream';
import type {Descriptor, StoredManifest} from '../../model/image-manifest.js';
import {formatImageName, type ImageReference} from '../../model/image-reference.js';
import type {BlobSource, ImageStore} from '../../model/ports/image-store.js';
import {releaseArtifactType, releaseContentType} from '../../model/release-artifact.js';
import {hashFile} from '../local/hash-file.js';
import {digestOf} from './digest.js';

/** https://github.com/opencontainers/image-spec/blob/main/manifest.md#guidance-for-an-empty-descriptor */
const emptyConfig = {
  mediaType: 'application/vnd.oci.empty.v1+json',
  digest: 'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
  size: 2,
};
const manifestType = 'application/vnd.oci.image.manifest.v1+json';
const unwatched = {onPoint: () => undefined, onPosition: () => undefined};

async function describe(path: string): Promise<Descriptor> {
  return {mediaType: releaseContentType, digest: `sha256:${await hashFile(path)}`, size: (await stat(path)).size};
}

/** Puts the archive of a release into a registry, and returns the digest that names it there. */
export async function pushRelease(
  images: ImageStore,
  archive: string,
  to: ImageReference,
  release: {readonly name: string; readonly version: string},
): Promise<string> {
  const repository = formatImageName(to);
  const content = await describe(archive);
  const put = async (blob: Descriptor, source: BlobSource) => {
    if (!(await images.hasBlob(repository, blob))) await images.writeBlob(repository, blob, source, unwatched);
  };
  await put(emptyConfig, async (from) => Readable.from([Buffer.from('{}').subarray(from)]));
  await put(content, async (from) => createReadStream(archive, {start: from}));
  const text = JSON.stringify({
    schemaVersion: 2,
    mediaType: manifestType,
    artifactType: releaseArtifactType,
    config: emptyConfig,
    layers: [{...content, annotations: {'org.opencontainers.image.title': `${release.name}-${release.version}.tgz`}}],
    annotations: {
      'org.opencontainers.image.title': release.name,
      'org.opencontainers.image.version': release.version,
    },
  });
  const manifest: StoredManifest = {mediaType: manifestType, digest: digestOf(text), text};
  await images.writeManifest(repository, manifest, to.tag ?? release.version);
  return manifest.digest;
}
