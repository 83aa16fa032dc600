import type {ImageStore} from '../../model/ports/image-store.js';
import type {Referrer, Referrers} from '../../model/ports/referrers.js';

/** The tag under which clients keep the list of what refers to an image, where nobody else keeps one. */
export const selectReferrersTag = (digest: string) => digest.replace(':', '-');

/** What refers to an image, by that tag alone: so it is in directories. https://github.com/opencontainers/distribution-spec/blob/main/spec.md#referrers-tag-schema */
export function TaggedReferrers(images: Pick<ImageStore, 'readManifest'>): Referrers {
  return {
    async list(repository, digest) {
      const kept = await images.readManifest(repository, selectReferrersTag(digest));
      if (kept === undefined) return [];
      return (JSON.parse(kept.text) as {readonly manifests?: readonly Referrer[]}).manifests ?? [];
    },
  };
}
