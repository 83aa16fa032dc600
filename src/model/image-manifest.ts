/** What an image's machine has to be. */
export interface ImagePlatform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
}

/** Content by its digest. https://github.com/opencontainers/image-spec/blob/main/descriptor.md */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly platform?: ImagePlatform;
}

/** A manifest as a registry holds it; its bytes are what its digest is of. */
export interface StoredManifest {
  readonly mediaType: string;
  readonly digest: string;
  readonly text: string;
}

/** What a manifest refers to: those of further manifests, and those of content. */
export interface ManifestLinks {
  readonly manifests: readonly Descriptor[];
  readonly blobs: readonly Descriptor[];
}

/** Every form of manifest in use, the OCI's and Docker's. */
export const manifestMediaTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
] as const;

const isIndex = (mediaType: string) => mediaType === manifestMediaTypes[0] || mediaType === manifestMediaTypes[1];

interface ManifestBody {
  readonly mediaType?: string;
  readonly config?: Descriptor;
  readonly layers?: readonly Descriptor[];
  readonly manifests?: readonly Descriptor[];
}

/** The media type that a manifest says itself, or that its parts tell. */
export function selectMediaType(text: string, answered: string): string {
  const body = JSON.parse(text) as ManifestBody;
  if (body.mediaType !== undefined) return body.mediaType;
  const plain = answered.split(';')[0]?.trim() ?? '';
  if ((manifestMediaTypes as readonly string[]).includes(plain)) return plain;
  return body.manifests === undefined ? manifestMediaTypes[2] : manifestMediaTypes[0];
}

/** What a manifest refers to, each digest once. Layers that a manifest says are elsewhere (`urls`) stay there. */
export function selectLinks({mediaType, text}: StoredManifest): ManifestLinks {
  const {config, layers = [], manifests = []} = JSON.parse(text) as ManifestBody;
  if (isIndex(mediaType)) return {manifests: keepOnce(manifests), blobs: []};
  return {
    manifests: [],
    blobs: keepOnce([...(config === undefined ? [] : [config]), ...layers].filter((blob) => !isForeign(blob))),
  };
}

/** The platforms of an index; attestations beside them run nowhere. Undefined where the manifest is of one image. */
export function selectPlatforms(manifest: StoredManifest): readonly ImagePlatform[] | undefined {
  if (!isIndex(manifest.mediaType)) return undefined;
  return selectLinks(manifest).manifests.flatMap(({platform}) =>
    platform === undefined || platform.os === 'unknown' ? [] : [platform],
  );
}

/** https://github.com/opencontainers/image-spec/blob/main/layer.md#non-distributable-layers */
const isForeign = ({mediaType}: Descriptor) => /foreign|nondistributable/.test(mediaType);

function keepOnce(descriptors: readonly Descriptor[]): readonly Descriptor[] {
  return [...new Map(descriptors.map((descriptor) => [descriptor.digest, descriptor])).values()];
}
