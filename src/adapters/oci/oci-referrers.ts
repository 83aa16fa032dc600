import {CloudFailure} from '../../model/cloud-failure.js';
import {parseImageName} from '../../model/image-reference.js';
import type {ImageStore} from '../../model/ports/image-store.js';
import type {Referrer, Referrers} from '../../model/ports/referrers.js';
import type {RegistryAnswer, RegistryHttp} from './registry-http.js';
import {selectNextPage} from './select-next-page.js';
import {TaggedReferrers} from './tagged-referrers.js';

/** More pages than an image has signatures. */
const mostPages = 20;

const selectManifests = (text: string) =>
  (JSON.parse(text) as {readonly manifests?: readonly Referrer[]}).manifests ?? [];

/**
 * What refers to an image: by the registry’s list where it keeps one, else under the tag that clients keep theirs by.
 * https://github.com/opencontainers/distribution-spec/blob/main/spec.md#listing-referrers
 */
export function OciReferrers(http: RegistryHttp, images: Pick<ImageStore, 'readManifest'>): Referrers {
  return {
    async list(name, digest) {
      const parsed = parseImageName(name);
      if (parsed === undefined)
        throw new CloudFailure('invalid', `${name} is no name of a repository`, {action: 'read'});
      const {registry, repository} = parsed;
      const found: Referrer[] = [];
      let path: string | undefined = `/v2/${repository}/referrers/${digest}`;
      for (let page = 0; path !== undefined && page < mostPages; page++) {
        const answer: RegistryAnswer = await http.send({
          method: 'GET',
          registry,
          path,
          scopes: [`repository:${repository}:pull`],
          headers: {accept: 'application/vnd.oci.image.index.v1+json'},
          // Registries that do not know the method say so in ways of their own, to whoever may pull as well.
          accepts: [200, 400, 401, 403, 404, 405, 501],
        });
        if (answer.status !== 200 || !isIndex(answer.header('content-type'))) {
          await answer.finish();
          return TaggedReferrers(images).list(name, digest);
        }
        found.push(...selectManifests(await answer.text()));
        path = selectNextPage(answer);
      }
      return found;
    },
  };
}

/** A page of some proxy is no answer to the question. */
const isIndex = (type = '') => /^application\/(vnd\.oci\.image\.index\.v1\+json|json)\b/.test(type);
