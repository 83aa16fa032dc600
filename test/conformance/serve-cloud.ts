import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {createRunningClock} from '../../src/rehearsal/clock/virtual-clock.js';
import {type Cloud, createCloud} from '../../src/rehearsal/cloud/create-cloud.js';
import type {WorldSeed} from '../../src/rehearsal/cloud/seed-world.js';

export interface ServedCloud {
  readonly cloud: Cloud;
  readonly port: number;
  close(): Promise<void>;
}

export interface ServeOptions {
  readonly seed: WorldSeed;
  readonly speed: number;
  readonly catalogue?: '2023-12' | '2026-11';
}

/** A rehearsed cloud on a loopback port, without a Kubernetes side behind it. */
export async function serveCloud(options: ServeOptions): Promise<ServedCloud> {
  let port = 0;
  const clock = createRunningClock({
    realEpochMs: Date.now(),
    virtualEpochMs: Date.UTC(2023, 11, 4, 9),
    speed: options.speed,
  });
  const cloud = createCloud({
    clock,
    seed: 11,
    catalogue: options.catalogue ?? '2023-12',
    baseUrl: () => `http://127.0.0.1:${port}`,
    traits: {surpriseUpgrades: false},
    controlPlanes: {
      create: async () => ({endpoint: '34.10.20.30', caCertificate: 'Q0E='}),
      delete: async () => {},
      setVersion: async () => {},
      setNodes: async () => {},
    },
  });
  cloud.seedWorld(options.seed);
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answer = await cloud.handle({
      method: request.method ?? 'GET',
      url: request.url ?? '/',
      headers: request.headers,
      body: Buffer.concat(chunks),
    });
    if (answer.isReset) {
      response.destroy();
      return;
    }
    response.writeHead(answer.status, {...answer.headers, 'content-length': Buffer.byteLength(answer.body)});
    response.end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  return {
    cloud,
    port,
    async close() {
      cloud.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
