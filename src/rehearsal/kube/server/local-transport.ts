import type {KubeRequest, KubeResponse, KubeTransport, KubeWatchEvent} from '../../seams/kube-transport.js';
import type {ApiRequest, ApiResponse, ApiUser} from './api-types.js';

function createRequest(request: KubeRequest, user: ApiUser): ApiRequest {
  const start = request.path.indexOf('?');
  return {
    method: request.method,
    path: start < 0 ? request.path : request.path.slice(0, start),
    query: new URLSearchParams(start < 0 ? '' : request.path.slice(start + 1)),
    accept: 'application/json',
    contentType: request.contentType ?? 'application/json',
    body: request.body,
    userAgent: user.username.split(':').at(-1)!,
    user,
  };
}

/**
 * A client in the server's own process. Objects it hands out are the stored ones and frozen: a reader that wants
 * to change one makes a copy, as with a client's cache.
 */
export function createLocalTransport(
  handle: (request: ApiRequest) => Promise<ApiResponse>,
  user: ApiUser,
): KubeTransport {
  return {
    async request(request): Promise<KubeResponse> {
      const response = await handle(createRequest(request, user));
      if (response.type === 'watch') throw new TypeError(`${request.path} is a watch`);
      return {
        status: response.status,
        body: response.type === 'object' ? response.object : response.type === 'text' ? response.text : response.bytes,
      };
    },
    async watch(path, onEvent, signal) {
      if (signal.aborted) return;
      const response = await handle(
        createRequest(
          {method: 'GET', path: path.includes('watch=') ? path : `${path}${path.includes('?') ? '&' : '?'}watch=true`},
          user,
        ),
      );
      if (response.type !== 'watch') {
        if (response.type === 'object') onEvent({type: 'ERROR', object: response.object});
        return;
      }
      await new Promise<void>((resolve) => {
        let stop: (() => void) | undefined;
        const finish = () => {
          signal.removeEventListener('abort', abort);
          resolve();
        };
        const abort = () => {
          stop?.();
          finish();
        };
        signal.addEventListener('abort', abort);
        stop = response.stream.start((message) => {
          if (!signal.aborted) onEvent(message as KubeWatchEvent);
        }, finish);
        if (signal.aborted) abort();
      });
    },
  };
}
