import type {CloudContext} from '../cloud-context.js';
import {findProject} from '../resourcemanager/find-project.js';
import {findOwner} from './authorize-repository.js';
import {findPublicManifest, findStandInPart, isPublicRegistry, isWithdrawn} from './public-images.js';
import {RegistryRefusal} from './registry-refusal.js';
import {digestOf} from './stand-in-image.js';

const isPublic = (repository: string) => isPublicRegistry(repository.split('/')[0] ?? '');

/** A manifest by tag or digest, where the repository has it. */
export function findManifest(context: CloudContext, repository: string, reference: string) {
  if (isPublic(repository)) return findPublicManifest(context, repository, reference);
  const {manifests, tags} = context.state.registry;
  const digest = reference.startsWith('sha256:') ? reference : tags[`${repository}:${reference}`];
  const found = digest === undefined ? undefined : manifests[`${repository}@${digest}`];
  return found === undefined || isWithdrawn(context, `${repository}:${reference}`) ? undefined : found;
}

/** Content by digest, where the repository has it. */
export function findBlob(context: CloudContext, repository: string, digest: string): Buffer | undefined {
  const {blobs, links} = context.state.registry;
  const known = blobs[digest];
  if (known === undefined) return undefined;
  if (!isPublic(repository) && links[repository]?.includes(digest) !== true) return undefined;
  return 'standIn' in known ? findStandInPart(known.standIn, digest) : Buffer.from(known.contentBase64, 'base64');
}

export function linkBlob(context: CloudContext, repository: string, digest: string): void {
  const {links} = context.state.registry;
  const held = links[repository] ?? [];
  if (!held.includes(digest)) links[repository] = [...held, digest];
}

/** Takes content in; what a stand-in is made of is not stored a second time. */
export function putBlob(context: CloudContext, repository: string, digest: string, bytes: Buffer): void {
  if (digestOf(bytes) !== digest)
    throw new RegistryRefusal(
      400,
      'DIGEST_INVALID',
      `provided digest did not match uploaded content: ${digestOf(bytes)}`,
    );
  context.state.registry.blobs[digest] ??= {contentBase64: bytes.toString('base64')};
  linkBlob(context, repository, digest);
}

interface Body {
  readonly mediaType?: string;
  readonly config?: {readonly digest: string};
  readonly layers?: ReadonlyArray<{readonly digest: string; readonly urls?: readonly string[]}>;
  readonly manifests?: ReadonlyArray<{readonly digest: string}>;
  readonly subject?: unknown;
}

/** Images are scanned once, as they are pushed, where scanning is enabled. https://cloud.google.com/artifact-analysis/docs/container-scanning-overview */
function scanManifest({state, clock}: CloudContext, repository: string, digest: string): void {
  const project = findProject(state, findOwner(repository)?.project ?? '');
  if (project === undefined) return;
  const {projectId} = project;
  if (state.services[projectId]?.['containerscanning.googleapis.com']?.state !== 'ENABLED') return;
  state.registry.scans[`${repository}@${digest}`] ??= {projectId, atMs: clock.now()};
}

/** Takes a manifest in, where everything that it refers to is there. Returns its digest. */
export function putManifest(
  context: CloudContext,
  repository: string,
  reference: string,
  {mediaType, text}: {readonly mediaType: string; readonly text: string},
): string {
  let body: Body;
  try {
    body = JSON.parse(text) as Body;
  } catch {
    throw new RegistryRefusal(400, 'MANIFEST_INVALID', 'manifest invalid');
  }
  const digest = digestOf(text);
  if (reference.startsWith('sha256:') && reference !== digest)
    throw new RegistryRefusal(400, 'DIGEST_INVALID', 'provided digest did not match uploaded content');
  const {registry} = context.state;
  for (const part of [...(body.config ? [body.config] : []), ...(body.layers ?? []).filter(({urls}) => !urls)])
    if (registry.links[repository]?.includes(part.digest) !== true)
      throw new RegistryRefusal(400, 'MANIFEST_BLOB_UNKNOWN', `Blob "${part.digest}" is unknown to the registry`);
  for (const part of body.manifests ?? [])
    if (registry.manifests[`${repository}@${part.digest}`] === undefined)
      throw new RegistryRefusal(400, 'MANIFEST_BLOB_UNKNOWN', `Manifest "${part.digest}" is unknown to the registry`);
  registry.manifests[`${repository}@${digest}`] = {mediaType: body.mediaType ?? mediaType, text};
  // An index runs nowhere, and what belongs to an image is none.
  if (body.layers !== undefined && body.subject === undefined) scanManifest(context, repository, digest);
  if (reference !== digest) registry.tags[`${repository}:${reference}`] = digest;
  return digest;
}
