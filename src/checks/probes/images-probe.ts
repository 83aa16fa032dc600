import {CloudFailure} from '../../model/cloud-failure.js';
import {createTurns} from '../../model/create-turns.js';
import {type StoredManifest, selectLinks, selectPlatforms} from '../../model/image-manifest.js';
import {formatImageName, parseImageReference} from '../../model/image-reference.js';
import {NotApplicable} from '../../model/not-applicable.js';
import type {ImageStore} from '../../model/ports/image-store.js';
import type {WantedImage} from '../../release/images/select-images.js';
import {look} from './look.js';
import type {Probe} from './probe.js';

/** An image that the cluster would pull, as its registry has it. */
export type ImageFact = WantedImage &
  (
    | {readonly state: 'there'; readonly digest: string; readonly architectures: readonly string[]}
    | {readonly state: 'absent' | 'malformed'}
    | {readonly state: 'unseen'; readonly missing: string; readonly message: string; readonly isPermission: boolean}
  );

/** Registries count requests: so many at a time are no burden. */
const atATime = 8;

/** A configuration is small; what is larger is none. */
const largestConfigBytes = 1024 * 1024;

/** What an image of one platform runs on, as its configuration says; nothing where it does not. */
async function readArchitecture(
  images: ImageStore,
  repository: string,
  manifest: StoredManifest,
): Promise<readonly string[]> {
  const [config] = selectLinks(manifest).blobs;
  if (config === undefined || config.size > largestConfigBytes) return [];
  const pieces: Uint8Array[] = [];
  for await (const bytes of await images.openBlob(repository, config, 0)) pieces.push(bytes);
  const {architecture} = JSON.parse(Buffer.concat(pieces).toString()) as {readonly architecture?: unknown};
  return typeof architecture === 'string' ? [architecture] : [];
}

async function lookAt(images: ImageStore, wanted: WantedImage): Promise<ImageFact> {
  const reference = parseImageReference(wanted.image);
  if (reference === undefined) return {...wanted, state: 'malformed'};
  const repository = formatImageName(reference);
  const seen = await look(
    (async () => {
      const manifest = await images.readManifest(repository, reference.digest ?? reference.tag ?? 'latest');
      if (manifest === undefined) return undefined;
      const platforms = selectPlatforms(manifest);
      const architectures =
        platforms === undefined
          ? await readArchitecture(images, repository, manifest)
          : platforms.filter(({os}) => os === 'linux').map(({architecture}) => architecture);
      return {digest: manifest.digest, architectures: [...new Set(architectures)].sort()};
    })(),
  );
  if (seen.state === 'unseen') return {...wanted, ...seen};
  return seen.value === undefined ? {...wanted, state: 'absent'} : {...wanted, state: 'there', ...seen.value};
}

/** Every image of the release where the cluster would pull it from. */
export const imagesProbe: Probe<readonly ImageFact[]> = {
  id: 'images',
  async collect({ports, renderRelease}) {
    if (renderRelease === undefined) throw new NotApplicable('no release is at hand to render');
    const {images} = await renderRelease();
    if (images === undefined)
      throw new CloudFailure('unavailable', 'the release was not rendered', {action: 'helm template'});
    const takeTurn = createTurns(atATime);
    return Promise.all(images.map((wanted) => takeTurn(() => lookAt(ports.images, wanted))));
  },
};
