import type {Descriptor, StoredManifest} from '../image-manifest.js';

/** Content that can be read from any byte on. */
export type BlobSource = (fromByte: number) => Promise<AsyncIterable<Uint8Array>>;

/** An upload as its journal knows it: where it goes on, and how far it is. */
export interface UploadPoint {
  /** Address that the registry gave. */
  readonly location: string;
  readonly offsetBytes: number;
}

/** What an upload tells while it runs, and where an earlier one stopped. */
export interface UploadWatch {
  readonly earlier?: UploadPoint | undefined;
  /** Told before bytes go there. */
  onPoint(point: UploadPoint): void;
  /** So many bytes of the content are there. */
  onPosition(bytes: number): void;
}

/**
 * Images by repository, `HOST/PATH`: registries, or a directory in the layout of the OCI. What is not there is
 * undefined or false; a refusal is a `CloudFailure`.
 */
export interface ImageStore {
  /** By tag or digest. What is answered has been measured against its digest. */
  readManifest(repository: string, reference: string): Promise<StoredManifest | undefined>;
  /** Under its digest; `name` is the tag or the digest that it is wanted by, absent for a part of another manifest. */
  writeManifest(repository: string, manifest: StoredManifest, name?: string): Promise<void>;
  hasBlob(repository: string, blob: Descriptor): Promise<boolean>;
  /** Takes content over from another repository of the same registry; false where the registry does not. */
  mountBlob(repository: string, blob: Descriptor, from: string): Promise<boolean>;
  openBlob(repository: string, blob: Descriptor, fromByte: number): Promise<AsyncIterable<Uint8Array>>;
  /** One try; ends with the content under its digest, verified, or fails. */
  writeBlob(repository: string, blob: Descriptor, source: BlobSource, watch: UploadWatch): Promise<void>;
}
