import type {ClusterView} from '../cluster-view.js';
import type {WorldRequest, WorldResponse} from '../pod-network.js';

const json = {'content-type': 'application/json; charset=utf-8'};

/** The platform's GraphQL server, as far as a stranger gets. */
export function answerApiServer(_view: ClusterView, {path, method}: WorldRequest): WorldResponse {
  if (/^\/(healthz?|\.well-known\/apollo\/server-health)/.test(path))
    return {status: 200, headers: json, body: '{"status":"pass"}'};
  if (!path.startsWith('/graphql'))
    return {
      status: 404,
      headers: {'content-type': 'text/html; charset=utf-8'},
      body: `Cannot ${method} ${path.split('?')[0]}\n`,
    };
  if (method !== 'POST') return {status: 400, headers: json, body: '{"errors":[{"message":"GET query missing."}]}'};
  return {
    status: 401,
    headers: json,
    body: '{"errors":[{"message":"Unauthorized","extensions":{"code":"UNAUTHENTICATED"}}]}',
  };
}
