import {once} from 'node:events';
import {connect} from 'node:net';
import {expect, it} from 'vitest';
import {serveDns} from '../../../../src/rehearsal/net/serve-dns.js';
import {serveProxy} from '../../../../src/rehearsal/net/serve-proxy.js';
import {createFakeCloud} from '../controllers/fake-cloud-side.js';

it.each([
  ['DNS', () => serveDns(() => createFakeCloud())],
  [
    'the proxy',
    () =>
      serveProxy(
        () => [],
        () => ({...createFakeCloud(), askNameServer: () => undefined}) as never,
      ),
  ],
])(
  '%s ends although somebody left a connection open',
  async (_, serve) => {
    const server = await serve();
    const socket = connect(server.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write('CONNECT 192.0.2.1:53 HTTP/1.1\r\n');
    socket.on('error', () => {});
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await server.close();
    await closed;
    expect(socket.destroyed).toBe(true);
  },
  5000,
);
