/** A release's files beside the digests that it was given out with; lists of paths below its directory, in order. */
export interface BundleDigests {
  /** Files whose digests stand in the list. */
  readonly listed: number;
  readonly changed: readonly string[];
  readonly missing: readonly string[];
  /** There, and not in the list. */
  readonly unlisted: readonly string[];
  /** Lines that name no digest and file, counted from 1. */
  readonly unreadable: readonly number[];
}
