import {digestOf} from '../../adapters/oci/digest.js';
import {selectReferrersTag} from '../../adapters/oci/tagged-referrers.js';
import type {ImageStore} from '../../model/ports/image-store.js';
import type {Referrer, Referrers} from '../../model/ports/referrers.js';

const mediaType = 'application/vnd.oci.image.index.v1+json';

/**
 * Has a target tell what refers to an image: a registry that keeps the list itself has done so already, and for
 * every other one it is kept under the tag of the image’s digest.
 */
export async function listAtTarget(
  to: ImageStore,
  listed: Referrers,
  repository: string,
  digest: string,
  referrers: readonly Referrer[],
): Promise<void> {
  const there = await listed.list(repository, digest);
  const missing = referrers.filter((referrer) => !there.some((other) => other.digest === referrer.digest));
  if (missing.length === 0) return;
  const text = JSON.stringify({schemaVersion: 2, mediaType, manifests: [...there, ...missing]});
  await to.writeManifest(repository, {mediaType, digest: digestOf(text), text}, selectReferrersTag(digest));
}
