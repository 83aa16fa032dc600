import {open} from 'node:fs/promises';
import {createServer} from 'node:net';
import {encodeBatch, openWorldFile} from './world-file.js';
import type {ClusterPart, WorldPart} from './world-state.js';

/** A port of loopback that nobody listens on now. */
function drawPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/**
 * Gives the world of a file ports of its own, so that it can run beside the one that it was copied from. What tells
 * clients where to go is changed with them: the cloud's clusters, and the files beside the world.
 */
export async function moveToPorts(path: string): Promise<void> {
  const {parts, files, length} = await openWorldFile(path);
  const world = parts.get('world') as WorldPart & {readonly clusters: readonly string[]};
  const moved = new Map<string, unknown>();
  const ports = {api: await drawPort(), dns: await drawPort(), proxy: await drawPort()};
  moved.set('world', {...world, ports});
  const addresses = [[world.ports.api, ports.api] as const];
  for (const uid of world.clusters) {
    const cluster = parts.get(`cluster/${uid}`) as ClusterPart;
    const port = await drawPort();
    if (cluster.settings.port !== undefined) addresses.push([cluster.settings.port, port]);
    moved.set(`cluster/${uid}`, {...cluster, settings: {...cluster.settings, port}});
  }
  moved.set('cloud', parts.get('cloud'));
  const pattern = new RegExp(`127\\.0\\.0\\.1:(${addresses.map(([before]) => before).join('|')})(?!\\d)`, 'g');
  const portOf = new Map(addresses.map(([before, after]) => [String(before), after]));
  const move = (text: string) => text.replace(pattern, (_, before: string) => `127.0.0.1:${portOf.get(before)}`);
  const handle = await open(path, 'a');
  try {
    await handle.truncate(length);
    const batch = {
      parts: new Map([...moved].map(([name, value]) => [name, move(JSON.stringify(value))])),
      changes: [],
      // Texts only: what is not UTF-8 holds no address.
      files: new Map([...files].map(([name, bytes]) => [name, Buffer.from(move(bytes.toString('latin1')), 'latin1')])),
    };
    for (const chunk of encodeBatch(batch)) await handle.writeFile(chunk);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
