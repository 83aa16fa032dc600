import {publicRegistries} from '../../seams/public-registries.data.js';
import type {CloudContext} from '../cloud-context.js';
import {publishedImages} from './published-images.data.js';
import {createStandIn, imageMediaType, indexMediaType, type StandInImage} from './stand-in-image.js';

/** Whether a registry belongs to somebody outside of this world, who publishes there. */
export function isPublicRegistry(host: string): boolean {
  return publicRegistries.includes(host) || /(^|\.)gcr\.io$/.test(host);
}

/** As many as a platform has are kept, a third of a megabyte each: they are asked for several times. */
const kept = new Map<string, StandInImage>();
const mostKept = 48;

/** The image under a name; deterministic, so that it need not be stored. */
function openStandIn(name: string): StandInImage {
  const image = kept.get(name) ?? createStandIn(name);
  kept.delete(name);
  kept.set(name, image);
  for (const oldest of kept.keys()) {
    if (kept.size <= mostKept) break;
    kept.delete(oldest);
  }
  return image;
}

/** Tags that signatures and attestations would stand under; stand-ins have none. */
const isEvidence = (tag: string) => /^sha256-[0-9a-f]{64}/.test(tag);

/** Whether an incident took an image away. */
export function isWithdrawn(context: CloudContext, name: string): boolean {
  return context.state.registry.withdrawn.some((pattern) => new RegExp(`^(?:${pattern})$`).test(name));
}

/**
 * Whether a publisher has this tag. Who publishes what cannot be known here: everything is there but what an incident
 * withdrew, and names that say of themselves that they are missing.
 */
function isPublished(context: CloudContext, name: string): boolean {
  if (/does-?not-?exist|no-?such|non-?existent|missing/i.test(name)) return false;
  return !isWithdrawn(context, name);
}

/** Notes what a stand-in is made of, so that each part can be asked for by its digest. */
function note(context: CloudContext, name: string, image: StandInImage): void {
  const {blobs} = context.state.registry;
  for (const {digest} of [image.index, ...image.manifests, ...image.blobs]) blobs[digest] ??= {standIn: name};
}

/** Content by its digest, where a stand-in has it. */
export function findStandInPart(name: string, digest: string): Buffer | undefined {
  const image = openStandIn(name);
  return [image.index, ...image.manifests, ...image.blobs].find((part) => part.digest === digest)?.bytes;
}

/** Whether a public repository has a tag. */
export function hasPublicTag(context: CloudContext, repository: string, tag: string): boolean {
  return !isEvidence(tag) && isPublished(context, `${repository}:${tag}`);
}

/**
 * Whether a publisher may well have content that cannot be made here: whose digest is none of a stand-in's. Like his tags it is
 * taken to be there, and what it is remains unsaid.
 */
export function isUnreproducible(context: CloudContext, repository: string, digest: string): boolean {
  return context.state.registry.blobs[digest] === undefined && isPublished(context, `${repository}@${digest}`);
}

/** A manifest of a public repository, by tag or digest. */
export function findPublicManifest(
  context: CloudContext,
  repository: string,
  reference: string,
): {readonly mediaType: string; readonly text: string} | undefined {
  if (!reference.startsWith('sha256:')) {
    const name = `${repository}:${reference}`;
    if (!hasPublicTag(context, repository, reference)) return undefined;
    const image = openStandIn(name);
    note(context, name, image);
    return {mediaType: indexMediaType, text: image.index.bytes.toString()};
  }
  for (const name of publishedImages.filter((published) => published.startsWith(`${repository}:`)))
    note(context, name, openStandIn(name));
  const known = context.state.registry.blobs[reference];
  if (known === undefined || !('standIn' in known) || !known.standIn.startsWith(`${repository}:`)) return undefined;
  if (!isPublished(context, known.standIn)) return undefined;
  const image = openStandIn(known.standIn);
  if (image.index.digest === reference) return {mediaType: indexMediaType, text: image.index.bytes.toString()};
  const manifest = image.manifests.find(({digest}) => digest === reference);
  return manifest === undefined ? undefined : {mediaType: imageMediaType, text: manifest.bytes.toString()};
}
