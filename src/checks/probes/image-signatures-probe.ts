import {CloudFailure} from '../../model/cloud-failure.js';
import {createTurns} from '../../model/create-turns.js';
import type {Descriptor} from '../../model/image-manifest.js';
import {formatImageName, parseImageReference} from '../../model/image-reference.js';
import {
  listSignatureLayers,
  mayBeSignature,
  parseSignature,
  type SignedText,
  selectSignatureTag,
} from '../../model/image-signature.js';
import {NotApplicable} from '../../model/not-applicable.js';
import type {Ports} from '../../model/ports/ports.js';
import {look} from './look.js';
import type {Probe} from './probe.js';

/** Who signed an image, as its registry has it. */
export type SignatureFact = {readonly image: string} & (
  | {
      readonly state: 'signed';
      readonly digest: string;
      readonly signatures: number;
      /** How many are by the configured key; absent where none is configured. */
      readonly byKey?: number;
    }
  | {readonly state: 'unsigned'; readonly digest: string}
  /** No image, or none that can be looked at; another check speaks of that. */
  | {readonly state: 'absent'}
  | {readonly state: 'unseen'; readonly missing: string; readonly message: string; readonly isPermission: boolean}
);

const atATime = 8;

/** Larger contents are no signatures. */
const largestSignatureBytes = 4 * 1024 * 1024;

async function readText({images}: Ports, repository: string, blob: Descriptor): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const bytes of await images.openBlob(repository, blob, 0)) pieces.push(bytes);
  return Buffer.concat(pieces).toString();
}

/** Everything that is signed about a digest: under cosign's tag, and by what refers to the image. */
async function listSignedTexts(ports: Ports, repository: string, digest: string): Promise<readonly SignedText[]> {
  const [tagged, referrers] = await Promise.all([
    ports.images.readManifest(repository, selectSignatureTag(digest)),
    ports.referrers.list(repository, digest),
  ]);
  const referring = await Promise.all(
    referrers.filter(mayBeSignature).map((referrer) => ports.images.readManifest(repository, referrer.digest)),
  );
  const layers = [tagged, ...referring].flatMap((manifest) =>
    manifest === undefined ? [] : listSignatureLayers(manifest),
  );
  const small = layers.filter(({size}) => size <= largestSignatureBytes);
  const texts = await Promise.all(
    small.map(async (layer) => parseSignature(layer, await readText(ports, repository, layer))),
  );
  // A signature of another image, hung onto this one, says nothing of this one.
  return texts.flatMap((text) => (text?.digests.includes(digest) ? [text] : []));
}

async function lookAt(ports: Ports, image: string, publicKey: string | undefined): Promise<SignatureFact> {
  const reference = parseImageReference(image);
  if (reference === undefined) return {image, state: 'absent'};
  const repository = formatImageName(reference);
  const seen = await look(
    (async () => {
      const manifest = await ports.images.readManifest(repository, reference.digest ?? reference.tag ?? 'latest');
      if (manifest === undefined) return undefined;
      return {digest: manifest.digest, texts: await listSignedTexts(ports, repository, manifest.digest)};
    })(),
  );
  if (seen.state === 'unseen') return {image, ...seen};
  if (seen.value === undefined) return {image, state: 'absent'};
  const {digest, texts} = seen.value;
  if (texts.length === 0) return {image, state: 'unsigned', digest};
  const isByKey = ({text, signatures}: SignedText) =>
    signatures.some((signature) => ports.signatures.isBy(publicKey ?? '', text, signature));
  return {
    image,
    state: 'signed',
    digest,
    signatures: texts.length,
    ...(publicKey === undefined ? {} : {byKey: texts.filter(isByKey).length}),
  };
}

/** Who signed what, and why nothing could be verified where that is so. */
export interface SignaturesFact {
  /** What is wrong with the configured key; no image was then looked at. */
  readonly keyProblem?: string;
  readonly images: readonly SignatureFact[];
}

/** The signatures of every image of the release, beside the image that the cluster would pull. */
export const imageSignaturesProbe: Probe<SignaturesFact> = {
  id: 'image-signatures',
  async collect({ports, config, renderRelease}) {
    const asked = config.images?.signatures;
    if (asked === undefined) throw new NotApplicable('not asked for: images.signatures is not configured');
    if (renderRelease === undefined) throw new NotApplicable('no release is at hand to render');
    const publicKey = asked.publicKey === undefined ? undefined : await ports.secrets.resolve(asked.publicKey);
    if (asked.publicKey !== undefined) {
      const problem = publicKey === undefined ? 'it is not there' : ports.signatures.findKeyProblem(publicKey);
      if (problem !== undefined) return {keyProblem: `${asked.publicKey}: ${problem}`, images: []};
    }
    const {images} = await renderRelease();
    if (images === undefined)
      throw new CloudFailure('unavailable', 'the release was not rendered', {action: 'helm template'});
    const takeTurn = createTurns(atATime);
    return {images: await Promise.all(images.map(({image}) => takeTurn(() => lookAt(ports, image, publicKey))))};
  },
};
