/** What a registry asks for before it answers. https://distribution.github.io/distribution/spec/auth/token/ */
export type Challenge =
  | {readonly scheme: 'basic'}
  | {readonly scheme: 'bearer'; readonly realm: string; readonly service: string | undefined};

/** Reads `WWW-Authenticate`; of several schemes a bearer token goes first. */
export function parseChallenge(header: string): Challenge | undefined {
  const bearer = /\bbearer\s+(.*)/is.exec(header)?.[1];
  if (bearer !== undefined) {
    const fields = Object.fromEntries(
      [...bearer.matchAll(/(\w+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))/g)].map(
        ([, name = '', quoted, plain]) => [name.toLowerCase(), quoted ?? plain ?? ''] as const,
      ),
    );
    if (fields.realm !== undefined && URL.canParse(fields.realm))
      return {scheme: 'bearer', realm: fields.realm, service: fields.service};
  }
  return /\bbasic\b/i.test(header) ? {scheme: 'basic'} : undefined;
}
