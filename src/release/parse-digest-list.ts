/** Digests by path, and lines that are none. */
export interface DigestList {
  readonly digests: ReadonlyMap<string, string>;
  readonly unreadable: readonly number[];
}

/** The file in which a release may list the digests of all its others, as `sha256sum` writes it. */
export const DIGEST_LIST = 'SHA256SUMS';

/** Reads what `sha256sum` writes: 64 digits, a blank, a blank or `*`, a path. https://www.gnu.org/software/coreutils/manual/html_node/cksum-output-modes.html */
export function parseDigestList(text: string): DigestList {
  const digests = new Map<string, string>();
  const unreadable: number[] = [];
  text.split(/\r?\n/).forEach((line, index) => {
    if (line === '') return;
    const [, digest, path] = /^([0-9a-fA-F]{64}) [ *](?:\.\/)?(.+)$/.exec(line) ?? [];
    if (digest === undefined || path === undefined) unreadable.push(index + 1);
    else digests.set(path, digest.toLowerCase());
  });
  return {digests, unreadable};
}
