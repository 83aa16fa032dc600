import {createHash} from 'node:crypto';
import type {Call, Reply} from '../http/call.js';
import {reply} from '../http/call.js';
import type {Json} from '../json.js';
import {drawDecimalId, drawHexId} from '../operations/draw-id.js';
import {demandOnBucket, refuseStorage} from './buckets.js';
import {computeCrc32c} from './compute-crc32c.js';

/** Keeps an object and answers its metadata. */
function putObject(call: Call, bucket: string, metadata: Json, content: Buffer): Reply {
  const {context, query} = call;
  const name = String(metadata.name ?? query.get('name') ?? '');
  if (!name) throw refuseStorage(400, 'Required', 'required');
  const path = `${bucket}/${name}`;
  const precondition = query.get('ifGenerationMatch');
  const known = context.state.objects[path];
  if (precondition !== null && precondition !== (known?.metadata.generation ?? '0')) {
    throw refuseStorage(412, 'At least one of the pre-conditions you specified did not hold.', 'conditionNotMet');
  }
  const generation = `1${drawDecimalId(context, 15)}`;
  const time = new Date(context.clock.now()).toISOString();
  const resource = {
    kind: 'storage#object',
    id: `${bucket}/${name}/${generation}`,
    selfLink: `https://www.googleapis.com/storage/v1/b/${bucket}/o/${encodeURIComponent(name)}`,
    mediaLink: `https://storage.googleapis.com/download/storage/v1/b/${bucket}/o/${encodeURIComponent(name)}?generation=${generation}&alt=media`,
    name,
    bucket,
    generation,
    metageneration: '1',
    contentType: metadata.contentType ?? 'application/octet-stream',
    storageClass: 'STANDARD',
    size: String(content.length),
    md5Hash: createHash('md5').update(content).digest('base64'),
    crc32c: computeCrc32c(content),
    etag: Buffer.from(generation).toString('base64'),
    timeCreated: time,
    updated: time,
    timeStorageClassUpdated: time,
    ...(metadata.metadata && {metadata: metadata.metadata}),
  };
  context.state.objects[path] = {metadata: resource, contentBase64: content.toString('base64')};
  return reply(resource);
}

function splitMultipart(raw: Buffer, contentType: string): {metadata: Json; content: Buffer} {
  const boundary = /boundary=['"]?([^'";]+)['"]?/.exec(contentType)?.[1] ?? '';
  const text = raw.toString('latin1');
  const parts = text
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => part.replace(/^\r?\n/, '').replace(/\r?\n$/, ''));
  const body = (part = '') => part.split(/\r?\n\r?\n(.*)/s)[1] ?? '';
  const type = /content-type:\s*([^\r\n]+)/i.exec(parts[1] ?? '')?.[1];
  const metadata = JSON.parse(Buffer.from(body(parts[0]), 'latin1').toString() || '{}');
  return {metadata: {...(type && {contentType: type}), ...metadata}, content: Buffer.from(body(parts[1]), 'latin1')};
}

/** Starts an upload: multipart and media in one request, resumable at an address of its own. */
export function uploadObject(call: Call): Reply {
  const {context, query, headers, raw, body} = call;
  const bucket = call.params.bucket ?? '';
  demandOnBucket(call, 'storage.objects.create');
  const contentType = String(headers['content-type'] ?? '');
  switch (query.get('uploadType')) {
    case 'multipart': {
      const {metadata, content} = splitMultipart(raw, contentType);
      return putObject(call, bucket, metadata, content);
    }
    case 'media':
      return putObject(call, bucket, {contentType}, raw);
    case 'resumable': {
      const upload = drawHexId(context, 32);
      context.state.uploads[upload] = {
        bucket,
        metadata: {contentType: headers['x-upload-content-type'], ...body, name: body.name ?? query.get('name')},
        received: '',
      };
      const generation = query.get('ifGenerationMatch');
      const location = `${context.baseUrl()}/upload/storage/v1/b/${bucket}/o?uploadType=resumable&upload_id=${upload}${generation === null ? '' : `&ifGenerationMatch=${generation}`}`;
      return {status: 200, headers: {location, 'x-guploader-uploadid': upload}};
    }
    default:
      throw refuseStorage(400, `Upload type '${query.get('uploadType')}' is not valid.`, 'invalid');
  }
}

/** Takes the next chunk of a resumable upload; 308 until the last. */
export function continueUpload(call: Call): Reply {
  const {context, query, headers, raw} = call;
  const uploadId = query.get('upload_id') ?? '';
  const upload = context.state.uploads[uploadId];
  if (!upload) throw refuseStorage(404, 'Not Found', 'notFound');
  const received = Buffer.concat([Buffer.from(upload.received, 'base64'), raw]);
  const range = String(headers['content-range'] ?? '');
  const total = /\/(\d+)$/.exec(range)?.[1];
  // `bytes 0-*/*` is a stream sent whole; `bytes 0-262143/*` is a chunk of one whose end is not known yet.
  const isWhole = !range || /-\*\//.test(range);
  if (isWhole || (total !== undefined && Number(total) <= received.length)) {
    delete context.state.uploads[uploadId];
    return putObject(call, upload.bucket, upload.metadata, received);
  }
  upload.received = received.toString('base64');
  return {status: 308, headers: received.length > 0 ? {range: `bytes=0-${received.length - 1}`} : {}};
}

function selectObject(call: Call): {readonly metadata: Json; readonly contentBase64: string} {
  const path = `${call.params.bucket}/${call.params.object}`;
  const found = call.context.state.objects[path];
  if (found) return found;
  throw refuseStorage(404, `No such object: ${path}`, 'notFound');
}

/** `objects.get`, and with `alt=media` the content. */
export function readObject(call: Call): Reply {
  demandOnBucket(call, 'storage.objects.get');
  const {metadata, contentBase64} = selectObject(call);
  if (call.query.get('alt') !== 'media') return reply(metadata);
  const headers = {
    'content-type': metadata.contentType,
    'x-goog-hash': `crc32c=${metadata.crc32c},md5=${metadata.md5Hash}`,
    'x-goog-generation': metadata.generation,
    etag: metadata.etag,
  };
  return {status: 200, body: Buffer.from(contentBase64, 'base64'), headers};
}

export function listObjects(call: Call): Reply {
  demandOnBucket(call, 'storage.objects.list');
  const prefix = call.query.get('prefix') ?? '';
  const delimiter = call.query.get('delimiter');
  const own = Object.values(call.context.state.objects).filter(
    ({metadata}) => metadata.bucket === call.params.bucket && metadata.name.startsWith(prefix),
  );
  const cut = (name: string) => (delimiter ? name.indexOf(delimiter, prefix.length) : -1);
  const items = own.filter(({metadata}) => cut(metadata.name) < 0).map(({metadata}) => metadata);
  const prefixes = [
    ...new Set(
      own
        .filter(({metadata}) => cut(metadata.name) >= 0)
        .map(({metadata}) => metadata.name.slice(0, cut(metadata.name) + 1)),
    ),
  ];
  return reply({kind: 'storage#objects', ...(prefixes.length > 0 && {prefixes}), ...(items.length > 0 && {items})});
}

export function deleteObject(call: Call): Reply {
  demandOnBucket(call, 'storage.objects.delete');
  selectObject(call);
  delete call.context.state.objects[`${call.params.bucket}/${call.params.object}`];
  return {status: 204};
}
