import {createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import {isIP, type Socket} from 'node:net';
import type {Duplex} from 'node:stream';
import {createSecureContext, TLSSocket} from 'node:tls';
import type {CloudSide} from '../seams/cloud-side.js';
import type {ClusterView} from './cluster-view.js';
import {answerRequest, statusPort} from './ingress/answer-request.js';
import {type Entry, findEntry} from './ingress/find-entry.js';
import {findCredential, serversAt} from './ingress/gateway-servers.js';
import type {OutsideHosts} from './outside-hosts.js';
import type {WorldRequest, WorldResponse} from './pod-network.js';
import {resolveName} from './resolve-name.js';
import {answerAsNameServer} from './serve-dns.js';

/** As much of a request as a workload of the world reads. */
const longestBody = 1024 * 1024;

/** An HTTP proxy on loopback through which clients reach the world's addresses. */
export interface WorldProxy {
  readonly port: number;
  close(): Promise<void>;
}

interface Arrival {
  readonly entry: Entry;
  readonly scheme: 'http' | 'https';
}

/** Starts the proxy: CONNECT to an address or name of the world, or a plain request with an absolute URL. */
export async function serveProxy(
  views: () => readonly ClusterView[],
  cloud: () => Pick<CloudSide, 'lookup' | 'askNameServer'>,
  hosts?: OutsideHosts,
  port = 0,
): Promise<WorldProxy> {
  const arrivals = new WeakMap<Duplex, Arrival>();
  const inner = createHttpServer((incoming, outgoing) => {
    const arrival = arrivals.get(incoming.socket);
    if (arrival) reply(arrival, incoming, outgoing);
    else incoming.destroy();
  });
  const enter = (host: string, targetPort: number): Entry | {readonly refused: string} => {
    const address = isIP(host) ? host : resolveName(cloud(), host, 'A').values[0];
    return address ? findEntry(views(), address, targetPort) : {refused: `no such host: ${host}`};
  };
  const outer = createHttpServer((incoming, outgoing) => {
    if (!incoming.url || !URL.canParse(incoming.url))
      return void outgoing.writeHead(400).end('an absolute URL is needed\n');
    const {hostname, port: named, pathname, search} = new URL(incoming.url);
    const entry = enter(hostname, Number(named || 80));
    if ('refused' in entry)
      return void outgoing.writeHead(502, {'content-type': 'text/plain'}).end(`${entry.refused}\n`);
    incoming.url = `${pathname}${search}`;
    reply({entry, scheme: 'http'}, incoming, outgoing);
  });
  outer.on('connect', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const [, host = '', targetPort = ''] = /^\[?([^\]]+?)\]?:(\d+)$/.exec(request.url ?? '') ?? [];
    const accept = () => socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    if (targetPort === '53' && answerAsNameServer(cloud, host, socket)) return void accept();
    if (hosts?.serves(host, Number(targetPort)) === true) {
      accept();
      if (head.length > 0) socket.unshift(head);
      return hosts.accept(host, socket);
    }
    const entry = enter(host, Number(targetPort));
    if ('refused' in entry) {
      const status = entry.refused.includes('timed out') ? '504 Gateway Timeout' : '502 Bad Gateway';
      socket.end(
        `HTTP/1.1 ${status}\r\nX-Rehearsal-Reason: ${entry.refused}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
      );
      return;
    }
    accept();
    if (head.length > 0) socket.unshift(head);
    const isTls =
      entry.isGateway &&
      serversAt(entry).some(({protocol, tls}) => protocol === 'HTTPS' || tls?.credentialName !== undefined);
    const hasListener = !entry.isGateway || entry.targetPort === statusPort || serversAt(entry).length > 0;
    if (!hasListener) return void socket.destroy();
    if (isTls) secure(inner, arrivals, entry, socket);
    else {
      arrivals.set(socket, {entry, scheme: 'http'});
      inner.emit('connection', socket);
    }
  });
  // A tunnel is no longer the server's to close: who leaves one open must not keep the world from ending.
  const sockets = new Set<Socket>();
  outer.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  outer.on('clientError', (_error, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    outer.once('error', reject);
    outer.listen(port, '127.0.0.1', () => resolve());
  });
  return {port: (outer.address() as {port: number}).port, close: () => close(outer, inner, sockets)};
}

/** Takes over a connection with the certificate for the name that the client asks for; without one the handshake ends, as Envoy ends it. */
function secure(inner: Server, arrivals: WeakMap<Duplex, Arrival>, entry: Entry, socket: Duplex): void {
  const secured = new TLSSocket(socket as never, {
    isServer: true,
    ALPNProtocols: ['http/1.1'],
    SNICallback(name, done) {
      try {
        const credential = findCredential(entry, name);
        if (!credential) throw new Error('no certificate');
        done(null, createSecureContext({cert: credential.certificate, key: credential.key}));
      } catch (error) {
        // Envoy takes a pair that does not fit for none.
        socket.destroy();
        done(error as Error);
      }
    },
  });
  secured.on('error', () => socket.destroy());
  secured.once('secure', () => {
    if (!secured.servername) return void socket.destroy();
    arrivals.set(secured, {entry, scheme: 'https'});
    inner.emit('connection', secured);
  });
}

function reply({entry, scheme}: Arrival, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const host = (incoming.headers.host ?? '').replace(/:\d+$/, '');
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
  let sent = '';
  incoming.setEncoding('utf8');
  incoming.on('data', (chunk: string) => {
    if (sent.length < longestBody) sent += chunk;
  });
  incoming.on('end', () => {
    const method = incoming.method ?? 'GET';
    const path = incoming.url ?? '/';
    const request = {method, scheme, host, path, headers, ...(sent === '' ? {} : {body: sent})};
    const {status, headers: answered, body} = answer(entry, request);
    outgoing.writeHead(status, {...answered, 'content-length': Buffer.byteLength(body)});
    outgoing.end(method === 'HEAD' ? undefined : body);
  });
}

/** What the ingress says; a route that cannot be made sense of is no reason for the world to end. */
function answer(entry: Entry, request: WorldRequest): WorldResponse {
  try {
    return answerRequest(entry, request);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return {status: 500, headers: {'content-type': 'text/plain'}, body: `the rehearsal itself failed: ${text}\n`};
  }
}

function close(outer: Server, inner: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  inner.closeAllConnections();
  for (const socket of sockets) socket.destroy();
  return new Promise((resolve) => outer.close(() => resolve()));
}
