import {createServer, type Server} from 'node:http';
import type {CloudRequest, CloudResponse} from '../cloud/http/call.js';

/** The largest body that Google's APIs take in one piece here. */
const largestBodyBytes = 64 * 1024 * 1024;

/** Serves a handler on loopback. Requests that come under another name than loopback's are refused, so that no page in a browser can reach the world. */
export function serveHttp(
  handle: (request: CloudRequest) => Promise<CloudResponse>,
  port: number,
): Promise<{readonly port: number; readonly server: Server}> {
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > largestBodyBytes) incoming.destroy();
      else chunks.push(chunk);
    });
    incoming.on('end', () => {
      handle({
        method: incoming.method ?? 'GET',
        url: incoming.url ?? '/',
        headers: incoming.headers,
        body: Buffer.concat(chunks),
      }).then(
        (response) => {
          if (response.isReset === true) {
            incoming.socket.destroy();
            return;
          }
          outgoing.writeHead(response.status, response.headers);
          if (response.linger === undefined) outgoing.end(response.body);
          else {
            outgoing.write(response.body);
            void response.linger.then(() => outgoing.end());
          }
        },
        (error: unknown) => {
          outgoing.writeHead(500, {'content-type': 'application/json'});
          outgoing.end(
            JSON.stringify({
              error: {
                code: 500,
                message: `the rehearsal itself failed: ${error instanceof Error ? error.message : String(error)}`,
                status: 'INTERNAL',
              },
            }),
          );
        },
      );
    });
  });
  server.keepAliveTimeout = 30_000;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve({server, port: typeof address === 'object' && address !== null ? address.port : port});
    });
  });
}
