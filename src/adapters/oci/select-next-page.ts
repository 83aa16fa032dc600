import type {RegistryAnswer} from './registry-http.js';

/** Where the next page of a list is; undefined after the last. https://github.com/opencontainers/distribution-spec/blob/main/spec.md#listing-tags */
export function selectNextPage({url, header}: RegistryAnswer): string | undefined {
  const next = /<([^>]+)>;\s*rel="?next"?/.exec(header('link') ?? '')?.[1];
  return next === undefined ? undefined : new URL(next, url).href;
}
