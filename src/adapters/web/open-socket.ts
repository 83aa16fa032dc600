import {connect, type Socket} from 'node:net';
import type {Environment} from '../../model/environment.js';
import {openTunnel} from './open-tunnel.js';

/** A TCP connection, through the environment's proxy where it has one. Rejects with a code of Node's, such as `ETIMEDOUT`. */
export function openSocket(
  {proxy}: Pick<Environment, 'proxy'>,
  address: string,
  port: number,
  timeoutMs: number,
): Promise<Socket> {
  if (proxy !== undefined) return openTunnel(proxy, address, port, timeoutMs);
  return new Promise((resolve, reject) => {
    const socket = connect({host: address, port, timeout: timeoutMs}, () => resolve(socket));
    socket.once('timeout', () =>
      socket.destroy(Object.assign(new Error('the connection timed out'), {code: 'ETIMEDOUT'})),
    );
    socket.once('error', reject);
  });
}
