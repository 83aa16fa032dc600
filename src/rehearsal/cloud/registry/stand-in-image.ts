import {createHash} from 'node:crypto';
import {gzipSync} from 'node:zlib';

/** A manifest or other content by its digest. */
export interface StandInPart {
  readonly digest: string;
  readonly bytes: Buffer;
}

/** An image that stands in for a public one: two platforms, whole and pullable, and small. */
export interface StandInImage {
  readonly index: StandInPart;
  readonly manifests: readonly StandInPart[];
  readonly blobs: readonly StandInPart[];
}

export const indexMediaType = 'application/vnd.oci.image.index.v1+json';
export const imageMediaType = 'application/vnd.oci.image.manifest.v1+json';

/** Sizes of what a layer holds; every image of a platform has the same base, as images of one distribution do. */
const baseBytes = 96 * 1024;
const ownBytes = 160 * 1024;

export const digestOf = (bytes: Buffer | string): string =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

const part = (bytes: Buffer): StandInPart => ({digest: digestOf(bytes), bytes});

/** A tar of one file. https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html#tag_20_92_13_06 */
function createTar(path: string, content: Buffer): Buffer {
  const header = Buffer.alloc(512);
  header.write(path.slice(0, 99), 0);
  header.write('0000644\x000000000\x000000000\0', 100);
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.write('        0', 148);
  header.write('ustar\u000000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  const padding = Buffer.alloc((512 - (content.length % 512)) % 512);
  return Buffer.concat([header, content, padding, Buffer.alloc(1024)]);
}

function createLayer(name: string, size: number): {readonly tar: string; readonly layer: StandInPart} {
  const content = createHash('shake256', {outputLength: size}).update(name).digest();
  const tar = createTar(`stand-in/${digestOf(name).slice(7, 19)}`, content);
  // Stored, so that its digest is the same whatever compresses.
  return {tar: digestOf(tar), layer: part(gzipSync(tar, {level: 0}))};
}

const bases = new Map<string, ReturnType<typeof createLayer>>();

/** The base of all images for an architecture, made once: hashing it costs more than an image's answer. */
function openBase(architecture: string): ReturnType<typeof createLayer> {
  const known = bases.get(architecture);
  if (known !== undefined) return known;
  const base = createLayer(`base/${architecture}`, baseBytes);
  bases.set(architecture, base);
  return base;
}

/** The image that stands under a name, `HOST/PATH:TAG`: the same bytes in every world. */
export function createStandIn(name: string): StandInImage {
  const platforms = ['amd64', 'arm64'].map((architecture) => {
    const layers = [openBase(architecture), createLayer(`${name}/${architecture}`, ownBytes)];
    const config = part(
      Buffer.from(
        JSON.stringify({
          architecture,
          os: 'linux',
          created: '2023-12-01T00:00:00Z',
          config: {Labels: {'org.opencontainers.image.ref.name': name}},
          rootfs: {type: 'layers', diff_ids: layers.map(({tar}) => tar)},
        }),
      ),
    );
    const describe = (mediaType: string, {digest, bytes}: StandInPart) => ({mediaType, digest, size: bytes.length});
    const manifest = part(
      Buffer.from(
        JSON.stringify({
          schemaVersion: 2,
          mediaType: imageMediaType,
          config: describe('application/vnd.oci.image.config.v1+json', config),
          layers: layers.map(({layer}) => describe('application/vnd.oci.image.layer.v1.tar+gzip', layer)),
        }),
      ),
    );
    return {manifest, blobs: [config, ...layers.map(({layer}) => layer)], platform: {architecture, os: 'linux'}};
  });
  const manifests = platforms.map(({manifest, platform}) => ({
    mediaType: imageMediaType,
    digest: manifest.digest,
    size: manifest.bytes.length,
    platform,
  }));
  return {
    index: part(Buffer.from(JSON.stringify({schemaVersion: 2, mediaType: indexMediaType, manifests}))),
    manifests: platforms.map(({manifest}) => manifest),
    blobs: platforms.flatMap(({blobs}) => blobs),
  };
}
