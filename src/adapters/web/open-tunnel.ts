import {request} from 'node:http';
import type {Socket} from 'node:net';

/** A connection to `address:port` through an HTTP proxy's CONNECT. https://www.rfc-editor.org/rfc/rfc9110#CONNECT */
export function openTunnel(proxy: string, address: string, port: number, timeoutMs: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const through = new URL(proxy);
    const outgoing = request({
      host: through.hostname,
      port: through.port,
      method: 'CONNECT',
      path: `${address}:${port}`,
      timeout: timeoutMs,
      agent: false,
    });
    outgoing.on('connect', (response, socket) => {
      if (response.statusCode === 200) resolve(socket);
      else {
        socket.destroy();
        const code = response.statusCode === 504 ? 'ETIMEDOUT' : 'ECONNREFUSED';
        reject(
          Object.assign(new Error(`${address}:${port} cannot be reached (the proxy answered ${response.statusCode})`), {
            code,
          }),
        );
      }
    });
    outgoing.on('timeout', () =>
      outgoing.destroy(Object.assign(new Error(`${address}:${port} did not answer`), {code: 'ETIMEDOUT'})),
    );
    outgoing.on('error', reject);
    outgoing.end();
  });
}
