import {connect} from 'node:net';
import {connect as connectTls} from 'node:tls';
import {afterEach, describe, expect, it} from 'vitest';
import {
  certificate,
  certManager,
  gateway,
  issuer,
  istio,
  route,
  service,
  workload,
} from '../controllers/platform-objects.js';
import {startCluster} from '../controllers/start-cluster.js';

const host = 'demo.example.com';

describe('the ingress', () => {
  let cluster: Awaited<ReturnType<typeof startCluster>>;
  let proxyPort = 0;
  afterEach(async () => {
    await cluster.network.close();
    await cluster.stop();
  });
  const start = async () => {
    cluster = await startCluster();
    await cluster.pass(40);
    const settle = async () => {
      for (let step = 0; step < 20; step++) {
        await cluster.pass(5);
        await new Promise((resolve) => setTimeout(resolve, 15));
      }
    };
    for (const {path, body} of [...certManager, ...istio]) await cluster.create(path, body);
    await settle();
    const objects = [
      issuer,
      certificate([host]),
      gateway(host),
      workload('default', 'hyperplane-dashboard', 'gcr.io/x/dashboard-v3:1'),
      service('default', 'hyperplane-dashboard', 'hyperplane-dashboard', [{port: 80, targetPort: 3000}]),
      route('hyperplane-dashboard', host, '/', 80),
      service('default', 'ghost', 'ghost', [{port: 80}]),
      route('ghost', host, '/ghost', 80),
    ];
    for (const {path, body} of objects) await cluster.create(path, body);
    await settle();
    ({proxyPort} = await cluster.network.listen());
  };
  const address = async () =>
    (await cluster.get('/api/v1/namespaces/istio-system/services/istio-ingressgateway')).status.loadBalancer.ingress[0]
      .ip;
  /** Opens a tunnel to a port of the world's address; the proxy's answer and the socket behind it. */
  const tunnel = async (port: number) => {
    const target = await address();
    return new Promise<{socket: ReturnType<typeof connect>; head: string}>((resolve, reject) => {
      const socket = connect(proxyPort, '127.0.0.1', () =>
        socket.write(`CONNECT ${target}:${port} HTTP/1.1\r\nHost: ${target}:${port}\r\n\r\n`),
      );
      socket.once('data', (data) => resolve({socket, head: data.toString()}));
      socket.once('error', reject);
    });
  };
  const fetchTls = async (path: string, servername = host): Promise<string> => {
    const {socket} = await tunnel(443);
    return new Promise((resolve, reject) => {
      const secured = connectTls({socket, servername, ca: cluster.network.publicCa.bundle}, () =>
        secured.write(`GET ${path} HTTP/1.1\r\nHost: ${servername}\r\nConnection: close\r\n\r\n`),
      );
      let text = '';
      secured.on('data', (data) => {
        text += data.toString();
      });
      secured.on('end', () => (secured.authorized ? resolve(text) : reject(new Error('closed before the handshake'))));
      secured.on('error', reject);
    });
  };

  it('serves the dashboard with a certificate that the world trusts', async () => {
    await start();
    expect(await fetchTls('/')).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*server: istio-envoy[\s\S]*Shakudo Dashboard/);
    expect(await fetchTls('/ghost')).toMatch(/^HTTP\/1\.1 503 [\s\S]*no healthy upstream$/);
    await expect(fetchTls('/', 'other.example.com')).rejects.toThrow();
    const {socket} = await tunnel(80);
    socket.write(`GET /x HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    const answer = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())));
    expect(answer).toMatch(/^HTTP\/1\.1 301 [\s\S]*location: https:\/\/demo\.example\.com\/x/);
  });

  it('lets in whom the source ranges of its Service hold', async () => {
    await start();
    const path = '/api/v1/namespaces/istio-system/services/istio-ingressgateway';
    const limit = async (ranges: readonly string[]) => {
      const contentType = 'application/merge-patch+json';
      const body = {spec: {loadBalancerSourceRanges: ranges}};
      expect((await cluster.kube.request({method: 'PATCH', path, body, contentType})).status).toBe(200);
      await cluster.pass(5);
    };
    await limit(['10.0.0.0/8']);
    expect((await tunnel(443)).head).toMatch(/^HTTP\/1\.1 504 [\s\S]*connection timed out/);
    await limit(['10.0.0.0/8', '203.0.113.0/24']);
    expect((await tunnel(443)).head).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('is not there behind a closed firewall, on another port, or without a ready gateway', async () => {
    await start();
    expect((await tunnel(8443)).head).toMatch(/^HTTP\/1\.1 504 [\s\S]*connection timed out/);
    cluster.cloud.closedPorts.add('internet:443');
    expect((await tunnel(443)).head).toMatch(/^HTTP\/1\.1 504 /);
    cluster.cloud.closedPorts.clear();
    cluster.overrides.push({
      id: 'x',
      selector: {pod: 'ingressgateway'},
      fault: {kind: 'crash', exitCode: 1, afterMs: 0},
    });
    await cluster.pass(30);
    expect((await tunnel(443)).head).toMatch(/^HTTP\/1\.1 502 [\s\S]*connection refused/);
  });
});
