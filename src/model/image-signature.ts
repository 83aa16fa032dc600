import type {Descriptor, StoredManifest} from './image-manifest.js';
import type {Referrer} from './ports/referrers.js';

/** The tag that cosign keeps the signatures of a digest under, beside the image. */
export function selectSignatureTag(digest: string): string {
  return `${digest.replace(':', '-')}.sig`;
}

/** A text that was signed, with its signatures in base64, and the digests that it vouches for. */
export interface SignedText {
  readonly text: string;
  readonly signatures: readonly string[];
  readonly digests: readonly string[];
}

/** https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md */
const payloadType = 'application/vnd.dev.cosign.simplesigning.v1+json';
const signatureKey = 'dev.cosignproject.cosign/signature';
/** https://github.com/sigstore/protobuf-specs/blob/main/protos/sigstore_bundle.proto */
const bundleType = /^application\/vnd\.dev\.sigstore\.bundle[.+]/;
const predicateKey = 'dev.sigstore.bundle.predicateType';
/** What a signature claims; attestations come in the same form and claim something else. */
const signingClaim = 'https://sigstore.dev/cosign/sign/v1';

type SignatureLayer = Descriptor & {readonly annotations?: Readonly<Record<string, string>>};

const readLayers = ({text}: StoredManifest): readonly SignatureLayer[] =>
  (JSON.parse(text) as {readonly layers?: readonly SignatureLayer[]}).layers ?? [];

/** The contents of a manifest that hold signatures, each in one of cosign’s two forms. */
export function listSignatureLayers(manifest: StoredManifest): readonly SignatureLayer[] {
  return readLayers(manifest).filter(({mediaType}) => mediaType === payloadType || bundleType.test(mediaType));
}

/** Whether something that refers to an image may be a signature of it; what it claims, its content says. */
export function mayBeSignature({artifactType, annotations}: Referrer): boolean {
  const claim = annotations?.[predicateKey];
  if (claim !== undefined) return claim === signingClaim;
  // An older list tells no kind.
  return artifactType === undefined || /cosign|sigstore|oci\.(empty|image\.config)/.test(artifactType);
}

interface SimpleSigning {
  readonly critical?: {readonly image?: Readonly<Record<string, unknown>>};
}

interface SigstoreBundle {
  readonly dsseEnvelope?: {
    readonly payload?: string;
    readonly payloadType?: string;
    readonly signatures?: ReadonlyArray<{readonly sig?: string}>;
  };
}

interface Statement {
  readonly predicateType?: string;
  readonly subject?: ReadonlyArray<{readonly digest?: Readonly<Record<string, string>>}>;
}

/** What the signature of an envelope is over. https://github.com/secure-systems-lab/dsse/blob/master/protocol.md */
const authenticate = (type: string, body: string) =>
  `DSSEv1 ${Buffer.byteLength(type)} ${type} ${Buffer.byteLength(body)} ${body}`;

function parseBundle(text: string): SignedText | undefined {
  const {payload, payloadType: type = '', signatures = []} = (JSON.parse(text) as SigstoreBundle).dsseEnvelope ?? {};
  if (payload === undefined) return undefined;
  const body = Buffer.from(payload, 'base64').toString();
  const {predicateType, subject = []} = JSON.parse(body) as Statement;
  if (predicateType !== signingClaim) return undefined;
  return {
    text: authenticate(type, body),
    signatures: signatures.flatMap(({sig}) => sig ?? []),
    digests: subject.flatMap(({digest}) => (digest?.sha256 === undefined ? [] : [`sha256:${digest.sha256}`])),
  };
}

function parseSimpleSigning(text: string, signature: string): SignedText {
  const {critical} = JSON.parse(text) as SimpleSigning;
  const digest = critical?.image?.['docker-manifest-digest'];
  return {text, signatures: [signature], digests: typeof digest === 'string' ? [digest] : []};
}

/** What a layer’s content says is signed; undefined where it is no signature. */
export function parseSignature({mediaType, annotations}: SignatureLayer, text: string): SignedText | undefined {
  try {
    return mediaType === payloadType ? parseSimpleSigning(text, annotations?.[signatureKey] ?? '') : parseBundle(text);
  } catch {
    return undefined;
  }
}
