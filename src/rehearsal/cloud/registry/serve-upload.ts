import {randomUUID} from 'node:crypto';
import type {CloudContext} from '../cloud-context.js';
import type {CloudRequest, CloudResponse} from '../http/call.js';
import {authorizeRepository} from './authorize-repository.js';
import {RegistryRefusal} from './registry-refusal.js';
import {findBlob, linkBlob, putBlob} from './repository-content.js';

export interface UploadRequest {
  readonly request: CloudRequest;
  readonly host: string;
  /** `HOST/PATH`. */
  readonly repository: string;
  readonly email: string;
  readonly query: URLSearchParams;
  /** Absent where an upload is begun. */
  readonly id: string | undefined;
}

const created = (repository: string, digest: string): CloudResponse => ({
  status: 201,
  headers: {location: pathOf(repository, `blobs/${digest}`), 'docker-content-digest': digest, 'content-length': '0'},
  body: '',
});
const pathOf = (repository: string, rest: string) => `/v2/${repository.split('/').slice(1).join('/')}/${rest}`;

function begin(context: CloudContext, {host, repository, email, query, request}: UploadRequest): CloudResponse {
  const digest = query.get('mount');
  const from = query.get('from');
  if (digest !== null && from !== null) {
    authorizeRepository(context, `${host}/${from}`, email, 'download');
    if (findBlob(context, `${host}/${from}`, digest) !== undefined) {
      linkBlob(context, repository, digest);
      return created(repository, digest);
    }
  }
  const whole = query.get('digest');
  if (whole !== null) {
    putBlob(context, repository, whole, request.body);
    return created(repository, whole);
  }
  const id = randomUUID();
  context.state.registry.uploads[id] = {repository, contentBase64: ''};
  return progress(repository, id, 0, 202);
}

const progress = (repository: string, id: string, size: number, status: number): CloudResponse => ({
  status,
  headers: {
    location: pathOf(repository, `blobs/uploads/${id}`),
    range: `0-${Math.max(0, size - 1)}`,
    'docker-upload-uuid': id,
    'content-length': '0',
  },
  body: '',
});

/**
 * Uploads as Artifact Registry takes them: whole in one request, or in one PATCH that is closed by a PUT. Chunks are
 * not supported. https://cloud.google.com/artifact-registry/docs/reference/docker-api
 */
export function serveUpload(context: CloudContext, upload: UploadRequest): CloudResponse {
  const {request, repository, query, id} = upload;
  if (id === undefined) return begin(context, upload);
  const {uploads} = context.state.registry;
  const known = uploads[id];
  if (known === undefined || known.repository !== repository)
    throw new RegistryRefusal(404, 'BLOB_UPLOAD_UNKNOWN', 'blob upload unknown to registry');
  const held = Buffer.from(known.contentBase64, 'base64');
  switch (request.method) {
    case 'GET':
      return progress(repository, id, held.length, 204);
    case 'DELETE':
      delete uploads[id];
      return {status: 204, headers: {}, body: ''};
    case 'PATCH': {
      const start = Number(/^(?:bytes )?(\d+)-/.exec(String(request.headers['content-range'] ?? '0-'))?.[1]);
      if (held.length > 0 || start > 0)
        throw new RegistryRefusal(405, 'UNSUPPORTED', 'Chunked uploads are not supported. Use a monolithic upload.');
      uploads[id] = {repository, contentBase64: request.body.toString('base64')};
      return progress(repository, id, request.body.length, 202);
    }
    case 'PUT': {
      const digest = query.get('digest');
      if (digest === null) throw new RegistryRefusal(400, 'DIGEST_INVALID', 'digest missing');
      if (held.length > 0 && request.body.length > 0)
        throw new RegistryRefusal(405, 'UNSUPPORTED', 'Chunked uploads are not supported. Use a monolithic upload.');
      putBlob(context, repository, digest, held.length > 0 ? held : request.body);
      delete uploads[id];
      return created(repository, digest);
    }
    default:
      throw new RegistryRefusal(405, 'UNSUPPORTED', 'The operation is unsupported.');
  }
}
