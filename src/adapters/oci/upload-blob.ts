import {CloudFailure} from '../../model/cloud-failure.js';
import type {Descriptor} from '../../model/image-manifest.js';
import type {BlobSource, UploadPoint, UploadWatch} from '../../model/ports/image-store.js';
import {measure} from './digest.js';
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
  await answer.body.dump();
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
  await answer.body.dump();
  if (answer.status !== 204) return undefined;
  return {location: selectLocation(upload, answer), offsetBytes: endOf(answer.header('range'))};
}

/** What goes in one piece has no point to go on from. */
const isChunked = ({blob, registry}: Upload) => blob.size > chunkBytes && takesChunks(registry);

/** Sends what is left from a point on. */
async function send(upload: Upload, from: UploadPoint): Promise<void> {
  const {http, registry, blob, source, watch} = upload;
  const scopes = scopesOf(upload);
  const tap = ByteTap(measure(await source(from.offsetBytes), blob, from.offsetBytes));
  let position = from.offsetBytes;
  const count = async function* (length: number): AsyncGenerator<Uint8Array> {
    for await (const bytes of tap.take(length)) {
      yield bytes;
      position += bytes.length;
      watch.onPosition(position);
    }
  };
  const piece = (length: number) => ({
    headers: {'content-length': String(length), 'content-type': 'application/octet-stream'},
    ...(length === 0 ? {} : {body: count(length)}),
  });
  const put = async ({location}: UploadPoint, length: number) => {
    const path = new URL(location);
    path.searchParams.set('digest', blob.digest);
    const answer = await http.send({
      method: 'PUT',
      registry,
      path: path.href,
      scopes,
      ...piece(length),
      accepts: [201],
    });
    await answer.body.dump();
  };
  try {
    if (from.offsetBytes === 0 && !isChunked(upload)) return await put(from, blob.size);
    let point = from;
    while (point.offsetBytes < blob.size) {
      const start = point.offsetBytes;
      const length = Math.min(chunkBytes, blob.size - start);
      const {headers, ...body} = piece(length);
      const ranged = {...headers, 'content-range': `${start}-${start + length - 1}`};
      const path = point.location;
      const answer = await http.send({
        method: 'PATCH',
        registry,
        path,
        scopes,
        headers: ranged,
        ...body,
        accepts: [202],
      });
      await answer.body.dump();
      point = {location: selectLocation(upload, answer), offsetBytes: start + length};
      watch.onPoint(point);
    }
    await put(point, 0);
  } finally {
    await tap.close().catch(() => undefined);
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
  if (isChunked(upload)) watch.onPoint(point);
  watch.onPosition(point.offsetBytes);
  await send(upload, point);
}
