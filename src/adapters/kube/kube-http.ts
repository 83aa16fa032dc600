import type {ClientRequest} from 'node:http';
import {Agent, request} from 'node:https';
import {createSecureContext, type TLSSocket} from 'node:tls';
import {CloudFailure, type CloudFailureKind} from '../../model/cloud-failure.js';
import type {KubeTarget} from '../../model/ports/kube.js';
import {toCloudFailure} from '../gcp/to-cloud-failure.js';
import {selectKubePermission} from './select-kube-permission.js';

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

/** A server that takes no connection is given up after this many real milliseconds, as kubectl does in a TLS handshake. */
const connectMs = 10_000;

/** And after so many once it took none, until it takes one again. */
const reconnectMs = 3_000;

/** Gives requests up whose connection does not come to be: a network that keeps somebody out says nothing. */
function createConnectLimit(): (outgoing: ClientRequest, action: string) => void {
  let limitMs = connectMs;
  return (outgoing, action) => {
    outgoing.once('socket', (socket) => {
      if (!socket.connecting && (socket as TLSSocket).getProtocol?.() !== null) return;
      const message = `no connection within ${limitMs / 1000} s`;
      const timer = setTimeout(() => {
        limitMs = reconnectMs;
        outgoing.destroy(new CloudFailure('unavailable', message, {action, isUnreached: true}));
      }, limitMs);
      socket.once('secureConnect', () => {
        limitMs = connectMs;
        clearTimeout(timer);
      });
      outgoing.once('close', () => clearTimeout(timer));
    });
  };
}

/** Asks for an answer as it is; other than JSON is handed on as text. */
export const plainText = '*/*';

/** Asks for names, labels and annotations alone: of one object, as streams have them, and of a list. */
export const metadataOnly = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';
export const metadataListOnly = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';

export interface KubeHttpRequest {
  readonly method: 'DELETE' | 'GET' | 'PATCH' | 'POST';
  readonly path: string;
  readonly body?: unknown;
  readonly contentType?: string;
  /** What the answer shall be: JSON where left out. */
  readonly accept?: string;
}

/** An answer that is read line by line, until the server ends it or `signal` does. */
export interface KubeHttpStream {
  readonly path: string;
  readonly accept: string;
  readonly onLine: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Who the API server takes a request to come from. */
export interface KubeCredential {
  readonly token?: string | undefined;
  /** PEM. */
  readonly certificate?: string | undefined;
  readonly key?: string | undefined;
}

/** One connection pool to one API server. */
export interface KubeHttp {
  send(credential: KubeCredential, message: KubeHttpRequest): Promise<unknown>;
  /** Resolves when the stream has ended; rejects where it is a refusal or breaks. */
  follow(credential: KubeCredential, stream: KubeHttpStream): Promise<void>;
}

function toFailure(action: string, statusCode: number, text: string): CloudFailure {
  let status: {message?: string; reason?: string} = {};
  try {
    status = JSON.parse(text) as typeof status;
  } catch {
    status = {message: text.slice(0, 300)};
  }
  const kind = kindOfStatus[statusCode] ?? (statusCode >= 500 ? 'unavailable' : 'unknown');
  const message = status.message ?? `HTTP ${statusCode}`;
  return new CloudFailure(status.reason === 'AlreadyExists' ? 'exists' : kind, message, {
    action,
    status: statusCode,
    permission: kind === 'permission' ? selectKubePermission(message) : undefined,
  });
}

const selectRoot = ({endpoint}: KubeTarget) =>
  (/^https?:\/\//.test(endpoint) ? endpoint : `https://${endpoint}`).replace(/\/+$/, '');

/** Opens a pool whose server must hold a certificate of the cluster's own authority. */
export function openKubeHttp(target: KubeTarget): KubeHttp {
  const root = selectRoot(target);
  const limitConnecting = createConnectLimit();
  const authority = target.caCertificate === '' ? {} : {ca: Buffer.from(target.caCertificate, 'base64')};
  // One for all connections: the authority is read again for each that has none. A certificate needs its own.
  const secureContext = createSecureContext(authority);
  const agent = new Agent({
    keepAlive: true,
    maxSockets: 32,
    ...authority,
    ...(target.serverName === undefined ? {} : {servername: target.serverName}),
    rejectUnauthorized: target.isUnverified !== true,
  });
  const identify = ({token, certificate, key}: KubeCredential, accept = 'application/json') => ({
    agent,
    ...(certificate === undefined ? {secureContext} : {cert: certificate, key}),
    headers: {
      accept,
      ...(token === undefined ? {} : {authorization: `Bearer ${token}`}),
      'user-agent': 'shakinstall',
    },
  });
  return {
    send: (credential, message) =>
      new Promise((resolve, reject) => {
        const action = `${message.method} ${message.path.split('?')[0]}`;
        const body = message.body === undefined ? undefined : Buffer.from(JSON.stringify(message.body));
        const {headers, ...identity} = identify(credential, message.accept);
        const outgoing = request(
          `${root}${message.path}`,
          {
            method: message.method,
            ...identity,
            timeout: silenceMs,
            headers: {
              ...headers,
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
              if (status >= 400) return reject(toFailure(action, status, text));
              try {
                resolve(message.accept === plainText ? text : text === '' ? {} : JSON.parse(text));
              } catch {
                // Half an answer, or somebody else's in between.
                const shown = text.slice(0, 60).replace(/\s+/g, ' ');
                reject(
                  new CloudFailure('unavailable', `the answer is not what an API server says: ${shown}`, {action}),
                );
              }
            });
          },
        );
        limitConnecting(outgoing, action);
        outgoing.on('timeout', () =>
          outgoing.destroy(new CloudFailure('unavailable', 'the API server stayed silent for a minute', {action})),
        );
        outgoing.on('error', (error) => reject(toCloudFailure(action, error)));
        outgoing.end(body);
      }),
    follow: (credential, {path, accept, onLine, signal}) =>
      new Promise((resolve, reject) => {
        const action = `GET ${path.split('?')[0]}`;
        const fail = (error: Error) => reject(toCloudFailure(action, error));
        const outgoing = request(`${root}${path}`, {...identify(credential, accept), signal});
        limitConnecting(outgoing, action);
        outgoing.on('error', fail);
        outgoing.on('response', (incoming) => {
          const status = incoming.statusCode ?? 0;
          let rest = '';
          incoming.setEncoding('utf8');
          incoming.on('error', fail);
          incoming.on('data', (text: string) => {
            const lines = (rest + text).split('\n');
            rest = lines.pop() ?? '';
            try {
              if (status < 400) for (const line of lines) if (line !== '') onLine(line);
            } catch (error) {
              // Somebody between here and the server has put his own words in.
              outgoing.destroy(error as Error);
            }
          });
          incoming.on('end', () => (status >= 400 ? reject(toFailure(action, status, rest)) : resolve()));
        });
        outgoing.end();
      }),
  };
}
