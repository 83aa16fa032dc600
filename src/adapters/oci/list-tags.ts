import {CloudFailure} from '../../model/cloud-failure.js';
import {parseImageName} from '../../model/image-reference.js';
import type {RegistryAnswer, RegistryHttp} from './registry-http.js';
import {selectNextPage} from './select-next-page.js';

/** Pages beyond this are of a repository that holds something else than releases. */
const mostPages = 50;

function readTags(registry: string, text: string): readonly string[] {
  try {
    return (JSON.parse(text) as {readonly tags?: readonly string[] | null}).tags ?? [];
  } catch {
    throw new CloudFailure('invalid', `${registry} answered with something else than a list of tags`, {action: 'read'});
  }
}

/** Tags of a repository, `HOST/PATH`; undefined where there is none. https://github.com/opencontainers/distribution-spec/blob/main/spec.md#listing-tags */
export async function listTags(http: RegistryHttp, name: string): Promise<readonly string[] | undefined> {
  const parsed = parseImageName(name);
  if (parsed === undefined) throw new CloudFailure('invalid', `${name} is no name of a repository`, {action: 'read'});
  const {registry, repository} = parsed;
  const tags: string[] = [];
  let path: string | undefined = `/v2/${repository}/tags/list`;
  for (let page = 0; path !== undefined && page < mostPages; page++) {
    const answer: RegistryAnswer = await http.send({
      method: 'GET',
      registry,
      path,
      scopes: [`repository:${repository}:pull`],
      accepts: [200, 404],
    });
    if (answer.status === 404) return void (await answer.finish());
    tags.push(...readTags(registry, await answer.text()));
    path = selectNextPage(answer);
  }
  return tags;
}
