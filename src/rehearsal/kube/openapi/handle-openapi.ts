import {createHash} from 'node:crypto';
import {notAcceptable} from '../negotiate/serve-accepted.js';
import {formatApiVersion} from '../registry/resource-definition.js';
import type {ApiContext} from '../server/api-context.js';
import type {ApiResponse, RoutedRequest} from '../server/api-types.js';
import {createOpenApiIndex, createOpenApiV2, createOpenApiV3} from './create-openapi.js';
import {encodeOpenApiV2} from './encode-openapi-v2.js';

const protobufV2 = 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf';

/** Documents of one state of the registry, made when first asked for. */
interface Documents {
  readonly revision: string;
  readonly texts: Map<string, string>;
  v2?: {readonly json: Buffer; readonly protobuf: Buffer};
  index?: Buffer;
}

const kept = new WeakMap<ApiContext, Documents>();

function openDocuments(context: ApiContext): Documents {
  const revision = `${context.registry.revision}/${context.version().gitVersion}`;
  const known = kept.get(context);
  if (known?.revision === revision) return known;
  const fresh: Documents = {revision, texts: new Map()};
  kept.set(context, fresh);
  return fresh;
}

function selectText(context: ApiContext, documents: Documents, groupVersion: string): string {
  const known = documents.texts.get(groupVersion);
  if (known) return known;
  const resources = context.registry.list().filter((resource) => formatApiVersion(resource) === groupVersion);
  const text = JSON.stringify(createOpenApiV3(resources, context.version().gitVersion!));
  documents.texts.set(groupVersion, text);
  return text;
}

function respond(request: RoutedRequest, bytes: Buffer, contentType: string): ApiResponse {
  const etag = `"${createHash('sha256').update(bytes).digest('hex').toUpperCase()}"`;
  if (request.ifNoneMatch === etag)
    return {type: 'bytes', status: 304, bytes: Buffer.alloc(0), contentType, headers: {ETag: etag}};
  return {type: 'bytes', status: 200, bytes, contentType, headers: {ETag: etag, Vary: 'Accept'}};
}

function handleV2(context: ApiContext, request: RoutedRequest, documents: Documents): ApiResponse {
  if (!documents.v2) {
    const document = createOpenApiV2(context.registry.list(), context.version().gitVersion!);
    documents.v2 = {json: Buffer.from(JSON.stringify(document)), protobuf: encodeOpenApiV2(document)};
  }
  if (/proto-openapi\.spec\.v2[@.]v1\.0\+protobuf/.test(request.accept))
    return respond(request, documents.v2.protobuf, protobufV2);
  return respond(request, documents.v2.json, 'application/json');
}

/** Serves `/openapi/v2` and `/openapi/v3`; undefined for other paths. */
export function handleOpenApi(context: ApiContext, request: RoutedRequest): ApiResponse | undefined {
  const parts = request.path.split('/').filter((part) => part !== '');
  if (parts[0] !== 'openapi' || request.method !== 'GET') return undefined;
  const documents = openDocuments(context);
  if (parts[1] === 'v2' && parts.length === 2) return handleV2(context, request, documents);
  if (parts[1] !== 'v3') return undefined;
  if (parts.length === 2) {
    documents.index ??= Buffer.from(
      JSON.stringify(
        createOpenApiIndex(context.registry.list(), (groupVersion) => selectText(context, documents, groupVersion)),
      ),
    );
    return respond(request, documents.index, 'text/plain; charset=utf-8');
  }
  const groupVersion = parts.slice(3).join('/');
  if (!context.registry.list().some((resource) => formatApiVersion(resource) === groupVersion)) return undefined;
  if (!/application\/json|\*\/\*|application\/\*/.test(request.accept)) throw notAcceptable();
  return respond(request, Buffer.from(selectText(context, documents, groupVersion)), 'application/json');
}
