/** Who it is that calls are put to, and that some of them may be left without an answer by. */
export type Answerer = 'Google' | 'the API server';

/**
 * Whose answer a call waits for, by how the call is named: `GET /api/v1` and `discover v1` go to the cluster's API
 * server, `clusters.get` and `tokeninfo` to Google; undefined for DNS, files and what else there is.
 */
export function selectAnswerer(call: string): Answerer | undefined {
  if (/^((GET|POST|PUT|PATCH|DELETE) \/|discover |selfsubjectaccessreviews$)/.test(call)) return 'the API server';
  return /^(tokeninfo|token|[a-z]\w*(\.\w+)+)$/i.test(call) ? 'Google' : undefined;
}
