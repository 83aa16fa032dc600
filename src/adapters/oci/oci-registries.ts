import {CloudFailure} from '../../model/cloud-failure.js';
import {manifestMediaTypes, type StoredManifest, selectMediaType} from '../../model/image-manifest.js';
import {parseImageName} from '../../model/image-reference.js';
import type {ImageStore} from '../../model/ports/image-store.js';
import {digestOf} from './digest.js';
import type {RegistryHttp} from './registry-http.js';
import {uploadBlob} from './upload-blob.js';

/** Larger manifests are refused by registries themselves. */
const largestManifestBytes = 8 * 1024 * 1024;

function split(name: string): {readonly registry: string; readonly repository: string} {
  const parsed = parseImageName(name);
  if (parsed === undefined) throw new CloudFailure('invalid', `${name} is no name of a repository`, {action: 'read'});
  return parsed;
}

const pull = (repository: string) => `repository:${repository}:pull`;
const push = (repository: string) => `repository:${repository}:pull,push`;

/** Registries that speak the OCI's distribution API. https://github.com/opencontainers/distribution-spec/blob/main/spec.md */
export function OciRegistries(http: RegistryHttp): ImageStore {
  const readManifest: ImageStore['readManifest'] = async (name, reference) => {
    const {registry, repository} = split(name);
    const answer = await http.send({
      method: 'GET',
      registry,
      path: `/v2/${repository}/manifests/${reference}`,
      scopes: [pull(repository)],
      headers: {accept: manifestMediaTypes.join(', ')},
      accepts: [200, 404],
    });
    if (answer.status === 404) return void (await answer.finish());
    if (Number(answer.header('content-length') ?? 0) > largestManifestBytes)
      throw new CloudFailure('invalid', `${name}:${reference} is too large for a manifest`, {action: 'read'});
    const text = await answer.text();
    const digest = digestOf(text);
    const promised = reference.startsWith('sha256:') ? reference : answer.header('docker-content-digest');
    if (promised?.startsWith('sha256:') && promised !== digest)
      throw new CloudFailure('invalid', `${name} was promised as ${promised} and came as ${digest}`, {
        action: 'verify',
      });
    return {mediaType: selectMediaType(text, answer.header('content-type') ?? ''), digest, text};
  };
  return {
    readManifest,
    async writeManifest(name, manifest, wanted) {
      const {registry, repository} = split(name);
      const answer = await http.send({
        method: 'PUT',
        registry,
        path: `/v2/${repository}/manifests/${wanted ?? manifest.digest}`,
        scopes: [push(repository)],
        headers: {'content-type': manifest.mediaType},
        body: manifest.text,
        accepts: [201],
      });
      await answer.finish();
      await verify(name, manifest);
    },
    async hasBlob(name, {digest}) {
      const {registry, repository} = split(name);
      const path = `/v2/${repository}/blobs/${digest}`;
      const answer = await http.send({
        method: 'HEAD',
        registry,
        path,
        scopes: [push(repository)],
        accepts: [200, 404],
      });
      return answer.status === 200;
    },
    async mountBlob(name, {digest}, from) {
      const {registry, repository} = split(name);
      const other = split(from);
      if (other.registry !== registry) return false;
      const query = new URLSearchParams({mount: digest, from: other.repository});
      const answer = await http.send({
        method: 'POST',
        registry,
        path: `/v2/${repository}/blobs/uploads/?${query}`,
        scopes: [push(repository), pull(other.repository)],
        accepts: [201, 202, 403, 404, 405],
      });
      await answer.finish();
      const location = answer.header('location');
      // A registry that does not mount has begun an upload in its place.
      if (answer.status === 202 && location !== undefined) {
        const path = new URL(location, answer.url).href;
        await http
          .send({method: 'DELETE', registry, path, scopes: [push(repository)], accepts: [200, 202, 204, 404, 405]})
          .then((ended) => ended.finish());
      }
      return answer.status === 201;
    },
    async openBlob(name, {digest}, fromByte) {
      const {registry, repository} = split(name);
      const answer = await http.send({
        method: 'GET',
        registry,
        path: `/v2/${repository}/blobs/${digest}`,
        scopes: [pull(repository)],
        headers: fromByte === 0 ? {} : {range: `bytes=${fromByte}-`},
        accepts: [200, 206],
      });
      return answer.status === 206 || fromByte === 0 ? answer.body : skip(answer.body, fromByte);
    },
    async writeBlob(name, blob, source, watch) {
      await uploadBlob({http, ...split(name), blob, source, watch});
    },
  };

  /** What was written is read again by its digest. */
  async function verify(name: string, {digest}: StoredManifest): Promise<void> {
    if ((await readManifest(name, digest))?.digest === digest) return;
    throw new CloudFailure('invalid', `${name} took a manifest and does not have it as ${digest}`, {action: 'verify'});
  }
}

/** A registry that does not know ranges sends everything. */
async function* skip(stream: AsyncIterable<Uint8Array>, count: number): AsyncGenerator<Uint8Array> {
  let left = count;
  for await (const bytes of stream) {
    if (left < bytes.length) yield left === 0 ? bytes : bytes.subarray(left);
    left = Math.max(0, left - bytes.length);
  }
}
