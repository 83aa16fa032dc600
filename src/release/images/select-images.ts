import type {Manifest} from '../../model/manifest.js';

import {formatManifest} from '../find-token-leaks.js';
import {selectManifestImages} from './manifest-images.js';

/** An image, and who wants it. */
export interface WantedImage {
  readonly image: string;
  /** Objects as `Kind namespace/name`; empty where only the release names it. */
  readonly users: readonly string[];
}

/**
 * Every image of a release, sorted: of containers and init containers, of hooks as of all else that the chart renders
 * to, of the manifests beside it, and those that release.yaml names besides.
 */
export function selectImages(named: readonly string[], manifests: readonly Manifest[]): readonly WantedImage[] {
  const users = new Map<string, Set<string>>(named.map((image) => [image, new Set()]));
  for (const manifest of manifests) {
    const user = formatManifest(manifest);
    for (const image of selectManifestImages(manifest)) users.set(image, (users.get(image) ?? new Set()).add(user));
  }
  return [...users]
    .map(([image, of]) => ({image, users: [...of].sort()}))
    .sort((left, right) => (left.image < right.image ? -1 : 1));
}
