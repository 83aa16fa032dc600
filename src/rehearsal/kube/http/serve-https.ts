import type {IncomingMessage, ServerResponse} from 'node:http';
import {createServer, type Server} from 'node:https';
import {type AddressInfo, createServer as createDoor, type Socket} from 'node:net';
import {pipeline, Readable} from 'node:stream';
import {encodeResponse, encodeWatchMessage} from '../negotiate/encode-response.js';
import type {ServerKeys} from '../server/api-server-state.js';
import type {ApiRequest, ApiResponse, ApiUser} from '../server/api-types.js';
import type {Disturbance, DisturbedRequest} from './disturbance.js';
import {StatusError, unauthorized} from './status-error.js';

/** What stands behind the HTTPS server. */
export interface HttpsHandler {
  /** Who a request comes from; undefined where its token is unknown. */
  identify(headers: IncomingMessage['headers']): ApiUser | undefined;
  /** The user it is made as; throws where it may not be made as that. */
  impersonate(user: ApiUser, headers: IncomingMessage['headers']): ApiUser;
  handle(request: ApiRequest): Promise<ApiResponse>;
  /** Whether the network lets clients come here; it does where this is left out. */
  isReachable?(): boolean;
  /** What goes wrong on the way here; nothing where it is left out. */
  disturb?(request: DisturbedRequest): Disturbance | undefined;
}

/** The longest request body that is read; kube-apiserver's own limit. */
const longestBody = 3 * 1024 * 1024;

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= longestBody) chunks.push(chunk);
  }
  return size > longestBody ? undefined : Buffer.concat(chunks);
}

function sendWatch(response: ServerResponse, answer: Extract<ApiResponse, {type: 'watch'}>): void {
  response.writeHead(answer.status, {
    'Content-Type': answer.contentType ?? 'application/json',
    'Cache-Control': 'no-cache, private',
  });
  response.flushHeaders();
  const stop = answer.stream.start(
    (message) => response.write(encodeWatchMessage(message)),
    () => response.end(),
  );
  response.on('close', stop);
}

function send(response: ServerResponse, answer: ApiResponse): void {
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  for (const warning of answer.warnings ?? []) response.appendHeader('Warning', `299 - ${JSON.stringify(warning)}`);
  response.setHeader('Audit-Id', 'rehearsal');
  if (answer.type === 'watch') {
    sendWatch(response, answer);
    return;
  }
  const {body, contentType} = encodeResponse(answer);
  const headers = {'Content-Type': contentType, 'Cache-Control': 'no-cache, private'};
  if (Buffer.isBuffer(body)) response.writeHead(answer.status, {...headers, 'Content-Length': body.length}).end(body);
  else {
    response.writeHead(answer.status, headers);
    // A client that goes away in the middle is no concern of the others.
    pipeline(Readable.from(body, {objectMode: false}), response, () => {});
  }
}

async function answer(handler: HttpsHandler, request: IncomingMessage): Promise<ApiResponse> {
  const disturbance = handler.disturb?.({
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    userAgent: request.headers['user-agent'] ?? '',
  });
  await disturbance?.delay;
  if (disturbance?.breaks === 'before') throw new Error('connection reset');
  if (disturbance?.refusal !== undefined) {
    const {status, message} = disturbance.refusal;
    return {type: 'text', status, text: message, contentType: 'text/plain; charset=utf-8'};
  }
  const response = await answerUndisturbed(handler, request);
  if (disturbance?.breaks === 'after') throw new Error('connection reset');
  return response;
}

async function answerUndisturbed(handler: HttpsHandler, request: IncomingMessage): Promise<ApiResponse> {
  const user = handler.identify(request.headers);
  const body = await readBody(request);
  if (!user) return {type: 'object', status: 401, object: unauthorized().toStatus()};
  if (!body) return {type: 'text', status: 413, text: 'limit is 3145728', contentType: 'text/plain; charset=utf-8'};
  let actor: ApiUser;
  try {
    actor = handler.impersonate(user, request.headers);
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    return {type: 'object', status: error.code, object: error.toStatus()};
  }
  const url = new URL(request.url ?? '/', 'https://kubernetes.default');
  return handler.handle({
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    accept: request.headers.accept ?? '*/*',
    contentType: request.headers['content-type'] ?? '',
    body,
    userAgent: request.headers['user-agent'] ?? 'unknown',
    user: actor,
    ...(request.headers['if-none-match'] ? {ifNoneMatch: request.headers['if-none-match']} : {}),
  });
}

/** Serves the API over HTTPS on loopback; `port` 0 takes a free one. */
export async function serveHttps(
  handler: HttpsHandler,
  keys: ServerKeys,
  port: number,
): Promise<{readonly port: number; close(): Promise<void>}> {
  const server: Server = createServer(
    {key: keys.key, cert: `${keys.certificate}\n${keys.caCertificate}`, keepAliveTimeout: 90_000},
    (request, response) => {
      if (handler.isReachable?.() === false) return void response.destroy();
      answer(handler, request).then(
        (result) => send(response, result),
        () => response.destroy(),
      );
    },
  );
  const sockets = new Set<Socket>();
  const door = createDoor((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    if (handler.isReachable?.() !== false) return void server.emit('connection', socket);
    // What a network keeps out is answered by nobody: the client waits until it has had enough.
    socket.on('error', () => {}).resume();
  });
  await new Promise<void>((resolve, reject) => {
    door.once('error', reject);
    door.listen(port, '127.0.0.1', () => resolve());
  });
  return {
    port: (door.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        door.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
