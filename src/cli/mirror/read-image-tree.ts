import {CloudFailure} from '../../model/cloud-failure.js';
import {type Descriptor, type StoredManifest, selectLinks, selectPlatforms} from '../../model/image-manifest.js';
import type {ImageStore} from '../../model/ports/image-store.js';

/** An image with all of its platforms, as its manifests describe it. */
export interface ImageTree {
  readonly root: StoredManifest;
  /** What the root refers to, what is referred to before what refers. */
  readonly parts: readonly StoredManifest[];
  readonly blobs: readonly Descriptor[];
  /** `linux/amd64`; empty where the image does not say. */
  readonly platforms: readonly string[];
}

/** Indexes inside indexes are allowed; deeper than this nobody makes them. */
const deepest = 4;

/** Reads an image's manifests, all the way down; undefined where there is no such image. */
export async function readImageTree(
  store: ImageStore,
  repository: string,
  reference: string,
): Promise<ImageTree | undefined> {
  const root = await store.readManifest(repository, reference);
  if (root === undefined) return undefined;
  const parts: StoredManifest[] = [];
  const blobs = new Map<string, Descriptor>();
  const visit = async (manifest: StoredManifest, depth: number): Promise<void> => {
    const links = selectLinks(manifest);
    for (const blob of links.blobs) blobs.set(blob.digest, blob);
    if (depth > deepest) throw new CloudFailure('invalid', `${repository} nests too deep`, {action: 'read'});
    for (const {digest} of links.manifests) {
      const part = await store.readManifest(repository, digest);
      if (part === undefined)
        throw new CloudFailure('not-found', `${repository} does not hold ${digest}, which ${reference} refers to`, {
          action: 'read',
        });
      await visit(part, depth + 1);
      parts.push(part);
    }
  };
  await visit(root, 0);
  const platforms = (selectPlatforms(root) ?? []).map(({os, architecture, variant}) =>
    [os, architecture, variant].filter((part) => part !== undefined).join('/'),
  );
  return {root, parts, blobs: [...blobs.values()], platforms};
}
