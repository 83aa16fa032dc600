import {createManualClock} from '../../../../src/rehearsal/clock/virtual-clock.js';
import {type ApiServerOptions, createApiServer} from '../../../../src/rehearsal/kube/create-api-server.js';
import type {KubeResponse} from '../../../../src/rehearsal/seams/kube-transport.js';

/** A server in this process with a namespace `demo`, and short ways to speak to it. */
export async function startServer(options: Partial<ApiServerOptions> = {}) {
  const clock = createManualClock(Date.UTC(2023, 11, 4, 10));
  const server = createApiServer({clock, seed: 1, gitVersion: 'v1.27.3-gke.100', ...options});
  const transport = server.localTransport('admin');
  const send = (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    contentType?: string,
  ): Promise<KubeResponse> => transport.request({method, path, body, ...(contentType ? {contentType} : {})});
  const apply = (path: string, manager: string, body: unknown, force = false) =>
    send('PATCH', `${path}?fieldManager=${manager}${force ? '&force=true' : ''}`, body, 'application/apply-patch+yaml');
  await send('POST', '/api/v1/namespaces', {metadata: {name: 'demo'}});
  await send('POST', '/api/v1/namespaces/demo/serviceaccounts', {metadata: {name: 'default'}});
  return {clock, server, send, apply};
}

/** The smallest pod that is accepted. */
export const smallPod = (name: string, over: Record<string, unknown> = {}) => ({
  metadata: {name},
  spec: {containers: [{name: 'c', image: 'nginx:1', ...over}]},
});
