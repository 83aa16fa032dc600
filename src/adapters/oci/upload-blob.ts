import {CloudFailure} from '../../model/cloud-failure.js';
import type {Descriptor} from '../../model/image-manifest.js';
import type {BlobSource, UploadPoint, UploadWatch} from '../../model/ports/image-store.js';
import {takesChunks} from './registry-address.js';
import type {RegistryAnswer, RegistryHttp} from './registry-http.js';
import {ByteTap} from './take-bytes.js';

/** What an interrupted upload loses at most. A chunk is streamed like everything else, never held. */
const chunkBytes = 32 * 1024 * 1024;

export interface Upload {
  readonly http: RegistryHttp;
  readonly registry: string;
  readonly repository: string;
  readonly blob: Descriptor;
  readonly source: BlobSource;
  readonly watch: UploadWatch;
}

const scopesOf = ({repository}: Upload) => [`repository:${repository}:pull,push`];

/** `0-1023` says that 1024 bytes are there; `0-0` is how registries say that none is. */
const endOf = (range: string | undefined): number => {
  const last = Number(/(\d+)$/.exec(range ?? '')?.[1] ?? 0);
  return last === 0 ? 0 : last + 1;
};

function selectLocation(upload: Upload, answer: RegistryAnswer): string {
  const location = answer.header('location');
  if (location !== undefined) return new URL(location, answer.url).href;
  throw new CloudFailure('invalid', `${upload.registry} did not say where the upload goes on`, {action: 'upload'});
}

async function begin(upload: Upload): Promise<UploadPoint> {
  const {http, registry, repository} = upload;
  const path = `/v2/${repository}/blobs/uploads/`;
  const answer = await http.send({method: 'POST', registry, path, scopes: scopesOf(upload), accepts: [202]});
  await answer.finish();
  return {location: selectLocation(upload, answer), offsetBytes: 0};
}

/** Where an upload stands; undefined where the registry has given it up. */
async function find(upload: Upload, {location}: UploadPoint): Promise<UploadPoint | undefined> {
  const {http, registry} = upload;
  const answer = await http.send({
    method: 'GET',
    registry,
    path: location,
    scopes: scopesOf(upload),
    accepts: [204, 400, 404, 405, 416],
  });
  await answer.finish();
  if (answer.status !== 204) return undefined;
  return {location: selectLocation(upload, answer), offsetBytes: endOf(answer.header('range'))};
}

const headersOf = (length: number) => ({'content-length': String(length), 'content-type': 'application/octet-stream'});

/** What goes in one piece has no point to go on from. */
const isChunked = ({blob, registry}: Upload) => blob.size > chunkBytes && takesChunks(registry);

/** Closes an upload with what is left of it, so many bytes; the registry measures the whole against the digest. */
async function close(
  upload: Upload,
  {location}: UploadPoint,
  body: AsyncIterable<Uint8Array> | undefined,
  length: number,
) {
  const {http, registry, blob} = upload;
  const path = new URL(location);
  path.searchParams.set('digest', blob.digest);
  const headers = headersOf(length);
  const scopes = scopesOf(upload);
  const sent = body === undefined ? {} : {body};
  const answer = await http.send({method: 'PUT', registry, path: path.href, scopes, headers, ...sent, accepts: [201]});
  await answer.finish();
  const taken = answer.header('docker-content-digest');
  if (taken !== undefined && taken !== blob.digest)
    throw new CloudFailure('invalid', `${registry} was sent ${blob.digest} and has ${taken}`, {action: 'verify'});
}

/** Sends what is left from a point on, chunk by chunk. */
async function sendChunks(upload: Upload, from: UploadPoint): Promise<void> {
  const {http, registry, blob, source, watch} = upload;
  const tap = ByteTap(await source(from.offsetBytes));
  try {
    let point = from;
    while (point.offsetBytes < blob.size) {
      const start = point.offsetBytes;
      const length = Math.min(chunkBytes, blob.size - start);
      const headers = {...headersOf(length), 'content-range': `${start}-${start + length - 1}`};
      const body = count(tap.take(length), start, watch);
      const scopes = scopesOf(upload);
      const answer = await http.send({
        method: 'PATCH',
        registry,
        path: point.location,
        scopes,
        headers,
        body,
        accepts: [202],
      });
      await answer.finish();
      point = {location: selectLocation(upload, answer), offsetBytes: start + length};
      watch.onPoint(point);
    }
    await close(upload, point, undefined, 0);
  } finally {
    await tap.close().catch(() => undefined);
  }
}

async function* count(stream: AsyncIterable<Uint8Array>, from: number, {onPosition}: UploadWatch) {
  let position = from;
  for await (const bytes of stream) {
    yield bytes;
    position += bytes.length;
    onPosition(position);
  }
}

/**
 * Uploads content in one piece, or in chunks that a later try or run goes on behind. The registry measures the whole
 * against its digest before it takes it.
 */
export async function uploadBlob(upload: Upload): Promise<void> {
  const {watch} = upload;
  const known = watch.earlier === undefined ? undefined : await find(upload, watch.earlier);
  const point = known ?? (await begin(upload));
  watch.onPosition(point.offsetBytes);
  if (!isChunked(upload) && point.offsetBytes === 0) {
    await close(upload, point, count(await upload.source(0), 0, watch), upload.blob.size);
    return;
  }
  watch.onPoint(point);
  await sendChunks(upload, point);
}
