import {Agent, request} from 'node:https';
import {CloudFailure, type CloudFailureKind} from '../../model/cloud-failure.js';
import type {KubeTarget} from '../../model/ports/kube.js';
import {toCloudFailure} from '../gcp/to-cloud-failure.js';

const kindOfStatus: Readonly<Record<number, CloudFailureKind>> = {
  400: 'invalid',
  401: 'unauthenticated',
  403: 'permission',
  404: 'not-found',
  409: 'conflict',
  410: 'unavailable',
  415: 'invalid',
  422: 'invalid',
  429: 'unavailable',
};

/** A silent API server is given up after this many real milliseconds; a webhook may take up to 30 s of them. */
const silenceMs = 60_000;

export interface KubeHttpRequest {
  readonly method: 'GET' | 'PATCH';
  readonly path: string;
  readonly body?: unknown;
  readonly contentType?: string;
}

/** One connection pool to one API server. */
export interface KubeHttp {
  send(token: string, message: KubeHttpRequest): Promise<unknown>;
}

function toFailure(action: string, statusCode: number, text: string): CloudFailure {
  let status: {message?: string; reason?: string} = {};
  try {
    status = JSON.parse(text) as typeof status;
  } catch {
    status = {message: text.slice(0, 300)};
  }
  const kind = kindOfStatus[statusCode] ?? (statusCode >= 500 ? 'unavailable' : 'unknown');
  return new CloudFailure(status.reason === 'AlreadyExists' ? 'exists' : kind, status.message ?? `HTTP ${statusCode}`, {
    action,
    status: statusCode,
  });
}

/** Opens a pool whose server must hold a certificate of the cluster's own authority. */
export function openKubeHttp(target: KubeTarget): KubeHttp {
  const agent = new Agent({
    keepAlive: true,
    maxSockets: 16,
    ca: Buffer.from(target.caCertificate, 'base64').toString('utf8'),
  });
  return {
    send: (token, message) =>
      new Promise((resolve, reject) => {
        const action = `${message.method} ${message.path.split('?')[0]}`;
        const body = message.body === undefined ? undefined : Buffer.from(JSON.stringify(message.body));
        const outgoing = request(
          `https://${target.endpoint}${message.path}`,
          {
            method: message.method,
            agent,
            timeout: silenceMs,
            headers: {
              accept: 'application/json',
              authorization: `Bearer ${token}`,
              'user-agent': 'shakinstall',
              ...(body === undefined
                ? {}
                : {'content-type': message.contentType ?? 'application/json', 'content-length': body.length}),
            },
          },
          (incoming) => {
            const chunks: Buffer[] = [];
            incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
            incoming.on('error', (error) => reject(toCloudFailure(action, error)));
            incoming.on('end', () => {
              const text = Buffer.concat(chunks).toString('utf8');
              const status = incoming.statusCode ?? 0;
              if (status >= 400) reject(toFailure(action, status, text));
              else resolve(text === '' ? {} : JSON.parse(text));
            });
          },
        );
        outgoing.on('timeout', () =>
          outgoing.destroy(new CloudFailure('unavailable', 'the API server stayed silent for a minute', {action})),
        );
        outgoing.on('error', (error) => reject(toCloudFailure(action, error)));
        outgoing.end(body);
      }),
  };
}
