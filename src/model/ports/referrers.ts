import type {Descriptor} from '../image-manifest.js';

/** A manifest that says of itself what it belongs to: a signature, an attestation, a list of parts. */
export interface Referrer extends Descriptor {
  readonly artifactType?: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** What refers to an image, in the image’s own repository, `HOST/PATH`. */
export interface Referrers {
  list(repository: string, digest: string): Promise<readonly Referrer[]>;
}
