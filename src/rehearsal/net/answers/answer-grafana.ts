import type {ClusterView} from '../cluster-view.js';
import type {WorldRequest, WorldResponse} from '../pod-network.js';

/** Grafana before a login. */
export function answerGrafana(_view: ClusterView, {path}: WorldRequest): WorldResponse {
  if (path.startsWith('/api/health'))
    return {status: 200, headers: {'content-type': 'application/json'}, body: '{"database":"ok"}'};
  if (path.startsWith('/login'))
    return {
      status: 200,
      headers: {'content-type': 'text/html'},
      body: '<!DOCTYPE html><html><head><title>Grafana</title></head><body></body></html>\n',
    };
  return {status: 302, headers: {location: '/login'}, body: ''};
}
