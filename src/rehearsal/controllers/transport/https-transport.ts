import {Agent} from 'undici';
import type {KubeTransport, KubeWatchEvent} from '../../seams/kube-transport.js';

/** How to reach an API server over HTTPS. */
export interface HttpsTransportOptions {
  /** `https://host:port`, without a path. */
  readonly server: string;
  readonly token: string;
  /** PEM of the authority to trust; without it any certificate is taken, which only a test server deserves. */
  readonly ca?: string;
  /** Acts as this user, where the token may impersonate. */
  readonly impersonate?: string;
}

/** A transport to any API server, with bearer token and impersonation. */
export function createHttpsTransport({server, token, ca, impersonate}: HttpsTransportOptions): KubeTransport {
  const dispatcher = new Agent({connect: ca ? {ca} : {rejectUnauthorized: false}, bodyTimeout: 0});
  const headers = {
    authorization: `Bearer ${token}`,
    accept: 'application/json',
    ...(impersonate ? {'impersonate-user': impersonate, 'impersonate-group': 'system:masters'} : {}),
  };
  return {
    async request({method, path, body, contentType = 'application/json'}) {
      const response = await dispatcher.request({
        origin: server,
        path,
        method,
        headers: {...headers, ...(body === undefined ? {} : {'content-type': contentType})},
        ...(body === undefined ? {} : {body: JSON.stringify(body)}),
      });
      const text = await response.body.text();
      return {status: response.statusCode, body: text.startsWith('{') ? JSON.parse(text) : text};
    },
    async watch(path, onEvent, signal) {
      const response = await dispatcher.request({origin: server, path, method: 'GET', headers, signal});
      if (response.statusCode !== 200) {
        const text = await response.body.text();
        onEvent({
          type: 'ERROR',
          object: text.startsWith('{') ? JSON.parse(text) : {code: response.statusCode, message: text},
        });
        return;
      }
      let pending = '';
      const decoder = new TextDecoder();
      for await (const chunk of response.body) {
        pending += decoder.decode(chunk as Buffer, {stream: true});
        for (let end = pending.indexOf('\n'); end >= 0; end = pending.indexOf('\n')) {
          const line = pending.slice(0, end);
          pending = pending.slice(end + 1);
          if (line) onEvent(JSON.parse(line) as KubeWatchEvent);
        }
      }
    },
  };
}
