import type {ClusterView} from '../cluster-view.js';
import type {WorldRequest, WorldResponse} from '../pod-network.js';

/** The platform's dashboard: its page and its health. */
export function answerDashboard(_view: ClusterView, {path}: WorldRequest): WorldResponse {
  if (path.startsWith('/api/health'))
    return {status: 200, headers: {'content-type': 'application/json'}, body: '{"status":"ok"}'};
  return {
    status: 200,
    headers: {'content-type': 'text/html; charset=utf-8'},
    body: '<!DOCTYPE html><html lang="en"><head><title>Shakudo Dashboard</title></head><body><main id="login"><h1>Sign in</h1><a href="/oauth2/start">Continue</a></main></body></html>\n',
  };
}
