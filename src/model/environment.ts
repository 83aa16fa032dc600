/**
 * Where the world is: endpoints, credentials and a clock. Absent fields mean Google's own. A private
 * service connect endpoint, a corporate proxy and a rehearsal all look the same from here.
 */
export interface Environment {
  /** Base of every Google API, such as `http://127.0.0.1:8080`, without a trailing slash. */
  readonly apiRoot?: string | undefined;
  /** A file whose content is an access token, read again at each use. */
  readonly accessTokenFile?: string | undefined;
  /** DNS servers, `host:port`. */
  readonly resolvers?: readonly string[] | undefined;
  /** An HTTP CONNECT proxy for the platform's own addresses. */
  readonly proxy?: string | undefined;
  /** PEM bundle of further certificate authorities. */
  readonly caBundle?: string | undefined;
  readonly clock?: {readonly realEpochMs: number; readonly virtualEpochMs: number; readonly speed: number} | undefined;
}
