/** One image to be copied: where it is, and where it is to be. */
export interface MirrorTask {
  /** As it was asked for. */
  readonly image: string;
  /** `HOST/PATH`. */
  readonly from: string;
  readonly to: string;
  /** Tag or digest, the same on both sides. */
  readonly reference: string;
}

/** What became of one image. */
export interface MirrorOutcome {
  readonly image: string;
  /** Where it is now: `HOST/PATH:TAG` or `HOST/PATH@DIGEST`. */
  readonly target: string;
  readonly digest: string | undefined;
  readonly platforms: readonly string[];
  /** Copied now, there before, or not copied and why. */
  readonly state: 'copied' | 'present' | 'failed';
  readonly problem?: string;
}

/** What happens while images are copied. Bytes are of content; manifests are not counted. */
export type MirrorEvent =
  | {readonly code: 'ImagesRead'; readonly images: number; readonly blobs: number; readonly bytes: number}
  | {readonly code: 'BlobAdvanced'; readonly digest: string; readonly bytes: number}
  | {
      readonly code: 'BlobSettled';
      readonly digest: string;
      readonly size: number;
      readonly how: 'copied' | 'mounted' | 'present';
    }
  | {readonly code: 'ImageSettled'; readonly outcome: MirrorOutcome};
