import type {CloudContext} from '../cloud-context.js';
import {findProject} from '../resourcemanager/find-project.js';
import {findOwner} from './authorize-repository.js';
import {hasPublicTag, isPublicRegistry, isUnreproducible} from './public-images.js';
import {findManifest} from './repository-content.js';

/** Whether the registries of this world have an image, by its whole reference; undefined where the registry is none of theirs. */
export function hasImage(context: CloudContext, image: string): boolean | undefined {
  const [named = '', digest] = image.split('@');
  const [, repository = named, tag = 'latest'] = /^(.*):([^/:]*)$/.exec(named) ?? [];
  const isPublic = isPublicRegistry(repository.split('/')[0] ?? '');
  const owner = isPublic ? undefined : findOwner(repository);
  // Of projects outside of this world nothing is known.
  if (!isPublic && findProject(context.state, owner?.project ?? '') === undefined) return undefined;
  if (isPublic && digest === undefined) return hasPublicTag(context, repository, tag);
  if (isPublic && digest !== undefined && isUnreproducible(context, repository, digest)) return true;
  return findManifest(context, repository, digest ?? tag) !== undefined;
}
