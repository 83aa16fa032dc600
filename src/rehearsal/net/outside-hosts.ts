import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {Duplex} from 'node:stream';
import {createSecureContext, type SecureContext, TLSSocket} from 'node:tls';
import type {PublicCa} from './create-public-ca.js';

/** A request to a host of the world that is no cluster's. */
export interface HostRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

export interface HostResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  readonly isReset?: true;
}

/** Who answers for hosts that are no cluster's, such as registries. */
export interface HostAnswers {
  serves(host: string): boolean;
  answer(host: string, request: HostRequest): HostResponse;
}

/** Those hosts behind TLS, each with a certificate of the public authority. */
export interface OutsideHosts {
  serves(host: string, port: number): boolean;
  /** Takes over a connection to a host that is served. */
  accept(host: string, socket: Duplex): void;
  close(): void;
}

/** The largest body that a host takes in one piece here. */
const largestBodyBytes = 64 * 1024 * 1024;

export function createOutsideHosts(publicCa: Pick<PublicCa, 'createCertificate'>, hosts: HostAnswers): OutsideHosts {
  const names = new WeakMap<Duplex, string>();
  const contexts = new Map<string, Promise<SecureContext>>();
  const findContext = (host: string): Promise<SecureContext> => {
    const known =
      contexts.get(host) ??
      publicCa.createCertificate([host]).then(({certificate, key}) => createSecureContext({cert: certificate, key}));
    contexts.set(host, known);
    return known;
  };
  const server = createServer((incoming, outgoing) => {
    const host = names.get(incoming.socket);
    if (host === undefined) incoming.destroy();
    else reply(hosts, host, incoming, outgoing);
  });
  server.keepAliveTimeout = 30_000;
  return {
    serves: (host, port) => port === 443 && hosts.serves(host),
    accept(host, socket) {
      const secured = new TLSSocket(socket as never, {
        isServer: true,
        ALPNProtocols: ['http/1.1'],
        SNICallback: (_name, done) =>
          void findContext(host).then(
            (context) => done(null, context),
            (error: Error) => done(error),
          ),
      });
      secured.on('error', () => socket.destroy());
      secured.once('secure', () => {
        names.set(secured, host);
        server.emit('connection', secured);
      });
    },
    close: () => server.closeAllConnections(),
  };
}

function reply(hosts: HostAnswers, host: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const chunks: Buffer[] = [];
  let size = 0;
  incoming.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > largestBodyBytes) incoming.destroy();
    else chunks.push(chunk);
  });
  incoming.on('end', () => {
    const {method = 'GET', url = '/', headers} = incoming;
    try {
      const response = hosts.answer(host, {method, url, headers, body: Buffer.concat(chunks)});
      if (response.isReset) return void incoming.socket.destroy();
      outgoing.writeHead(response.status, response.headers).end(response.body);
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      outgoing.writeHead(500, {'content-type': 'text/plain'}).end(`the rehearsal itself failed: ${text}\n`);
    }
  });
}
