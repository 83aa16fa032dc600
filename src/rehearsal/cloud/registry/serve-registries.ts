import type {CloudContext} from '../cloud-context.js';
import type {RequestFault} from '../faults/cloud-fault.js';
import {drawRequestFaults} from '../faults/draw-request-faults.js';
import type {CloudRequest, CloudResponse} from '../http/call.js';
import {authorizeRepository} from './authorize-repository.js';
import {listReferrers, selectSubject} from './list-referrers.js';
import {isPublicRegistry, isUnreproducible} from './public-images.js';
import {RegistryRefusal} from './registry-refusal.js';
import {grantToken, identifyPuller, isTokenPath} from './registry-tokens.js';
import {findBlob, findManifest, putManifest} from './repository-content.js';
import {serveUpload} from './serve-upload.js';
import {digestOf} from './stand-in-image.js';

/** Whether a host answers as a registry, or hands out tokens for one. */
export function isRegistryHost(host: string): boolean {
  return (
    isPublicRegistry(host) ||
    /^[a-z0-9-]+-docker\.pkg\.dev$/.test(host) ||
    host === 'registry-1.docker.io' ||
    host === 'auth.docker.io'
  );
}

const header = (request: CloudRequest, name: string) => [request.headers[name]].flat()[0];

function answerContent(request: CloudRequest, bytes: Buffer, headers: Record<string, string>): CloudResponse {
  const from = Number(/^bytes=(\d+)-/.exec(header(request, 'range') ?? '')?.[1] ?? 0);
  if (from > 0 && from >= bytes.length) throw new RegistryRefusal(416, 'RANGE_INVALID', 'range not satisfiable');
  const body = bytes.subarray(from);
  const range = from > 0 ? {'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}`} : {};
  return {
    status: from > 0 ? 206 : 200,
    headers: {...headers, ...range, 'content-length': String(body.length), 'accept-ranges': 'bytes'},
    body: request.method === 'HEAD' ? '' : body,
  };
}

/** What a request is about: `/v2/PATH/manifests/REFERENCE` and its brothers. */
function parsePath(path: string) {
  const [, name, kind, rest] = /^\/v2\/(.+?)\/(manifests|blobs\/uploads|blobs|tags|referrers)\/(.*)$/.exec(path) ?? [];
  return name === undefined || kind === undefined ? undefined : {name, kind, rest: decodeURIComponent(rest ?? '')};
}

function answerTags(context: CloudContext, repository: string, name: string): CloudResponse {
  const prefix = `${repository}:`;
  const tags = Object.keys(context.state.registry.tags).flatMap((tag) =>
    tag.startsWith(prefix) ? tag.slice(prefix.length) : [],
  );
  return {status: 200, headers: {'content-type': 'application/json'}, body: JSON.stringify({name, tags: tags.sort()})};
}

function answerManifest(
  context: CloudContext,
  request: CloudRequest,
  repository: string,
  reference: string,
): CloudResponse {
  if (request.method === 'PUT') {
    const manifest = {mediaType: header(request, 'content-type') ?? '', text: request.body.toString()};
    const digest = putManifest(context, repository, reference, manifest);
    const subject = selectSubject(manifest.text);
    return {
      status: 201,
      headers: {
        'docker-content-digest': digest,
        location: request.url,
        'content-length': '0',
        ...(subject !== undefined && {'oci-subject': subject}),
      },
      body: '',
    };
  }
  const found = findManifest(context, repository, reference);
  const isPublic = isPublicRegistry(repository.split('/')[0] ?? '');
  if (
    found === undefined &&
    reference.startsWith('sha256:') &&
    isPublic &&
    isUnreproducible(context, repository, reference)
  )
    throw new RegistryRefusal(501, 'UNSUPPORTED', 'content of that digest is somebody’s own and cannot be rehearsed');
  if (found === undefined)
    throw new RegistryRefusal(404, 'MANIFEST_UNKNOWN', `Failed to fetch "${reference}" from request "${request.url}".`);
  const headers = {'content-type': found.mediaType, 'docker-content-digest': digestOf(found.text)};
  return answerContent(request, Buffer.from(found.text), headers);
}

/** Docker Hub alone keeps no list: its clients keep one under a tag. */
function answerReferrers(context: CloudContext, repository: string, digest: string): CloudResponse {
  if (repository.startsWith('docker.io/')) throw new RegistryRefusal(404, 'NOT_FOUND', 'page not found');
  const headers = {'content-type': 'application/vnd.oci.image.index.v1+json'};
  return {status: 200, headers, body: listReferrers(context, repository, digest)};
}

function answer(
  context: CloudContext,
  host: string,
  request: CloudRequest,
  strike: (id: string) => void,
): CloudResponse {
  const url = new URL(request.url, `https://${host}`);
  const registry = host === 'registry-1.docker.io' ? 'docker.io' : host;
  const authorization = header(request, 'authorization');
  if (isTokenPath(url.pathname)) {
    strike('registry.token');
    const body = JSON.stringify(grantToken(context, registry, authorization));
    return {status: 200, headers: {'content-type': 'application/json'}, body};
  }
  const asked = parsePath(url.pathname);
  const isWrite = request.method !== 'GET' && request.method !== 'HEAD';
  const scope = asked === undefined ? '' : `repository:${asked.name}:pull${isWrite ? ',push' : ''}`;
  const email = identifyPuller(context, registry, authorization, scope);
  if (url.pathname === '/v2/' || url.pathname === '/v2') return {status: 200, headers: {}, body: '{}'};
  if (asked === undefined) throw new RegistryRefusal(501, 'UNSUPPORTED', 'not served by this rehearsal');
  const {name, kind, rest} = asked;
  strike(`registry.${kind === 'blobs/uploads' ? 'uploads' : kind}.${request.method.toLowerCase()}`);
  const repository = `${registry}/${name}`;
  const isUpload = kind === 'blobs/uploads';
  authorizeRepository(context, repository, email, isWrite || isUpload ? 'upload' : 'download');
  if (isUpload) {
    const id = rest === '' ? undefined : rest;
    return serveUpload(context, {request, host: registry, repository, email, query: url.searchParams, id});
  }
  if (kind === 'manifests') return answerManifest(context, request, repository, rest);
  if (kind === 'referrers' && !isWrite) return answerReferrers(context, repository, rest);
  if (kind === 'tags' && !isWrite) return answerTags(context, repository, name);
  if (kind !== 'blobs' || isWrite) throw new RegistryRefusal(501, 'UNSUPPORTED', 'not served by this rehearsal');
  const bytes = findBlob(context, repository, rest);
  if (bytes === undefined) throw new RegistryRefusal(404, 'BLOB_UNKNOWN', 'blob unknown to registry');
  const headers = {'content-type': 'application/octet-stream', 'docker-content-digest': rest};
  return answerContent(request, bytes, headers);
}

/** A fault broke the connection. */
class ConnectionReset extends Error {}

function apply(faults: readonly RequestFault[]): void {
  for (const fault of faults) {
    if (fault.kind === 'reset') throw new ConnectionReset();
    if (fault.kind === 'refuse')
      throw new RegistryRefusal(fault.status, fault.status === 429 ? 'TOOMANYREQUESTS' : 'UNKNOWN', fault.message, {
        ...(fault.retryAfterSeconds === undefined ? {} : {'retry-after': String(fault.retryAfterSeconds)}),
      });
  }
}

/**
 * Registries by their host names, as the distribution API of the OCI has it: Artifact Registry of this world, and what
 * stands in for the public ones. https://github.com/opencontainers/distribution-spec/blob/main/spec.md
 */
export function serveRegistries(context: CloudContext) {
  return (host: string, request: CloudRequest): CloudResponse => {
    const common = {
      'docker-distribution-api-version': 'registry/2.0',
      date: new Date(context.clock.now()).toUTCString(),
    };
    try {
      const response = answer(context, host, request, (id) => apply(drawRequestFaults(context, id)));
      return {...response, headers: {...common, ...response.headers}};
    } catch (error) {
      if (error instanceof ConnectionReset) return {status: 503, headers: {}, body: '', isReset: true};
      if (!(error instanceof RegistryRefusal)) throw error;
      const {status, code, message, headers} = error;
      const body = request.method === 'HEAD' ? '' : JSON.stringify({errors: [{code, message}]});
      return {status, headers: {...common, 'content-type': 'application/json', ...headers}, body};
    }
  };
}
