import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {hostname, tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {NodeWorkstation} from '../../../../src/adapters/local/node-workstation.js';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'shakinstall-workstation-'));
  for (const name of ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'])
    for (const variable of [name, name.toLowerCase()]) vi.stubEnv(variable, '');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(directory, {recursive: true, force: true});
});

describe('the workstation', () => {
  it('looks at the nearest directory that is there', async () => {
    const path = join(directory, 'not', 'yet');
    const found = await NodeWorkstation(path, {}).describeDirectory();
    expect(found).toMatchObject({path, isWritable: true});
    expect(found.freeBytes).toBeGreaterThan(0);
  });

  it('names who holds the lock, unless it is this very process or one that is gone', async () => {
    const workstation = NodeWorkstation(directory, {});
    const hold = (holder: object) =>
      writeFileSync(
        join(directory, 'lock'),
        JSON.stringify({pid: process.pid, host: hostname(), since: 'now', command: 'init', ...holder}),
      );
    expect(await workstation.findLockHolder()).toBeNull();
    hold({});
    expect(await workstation.findLockHolder()).toBeNull();
    hold({pid: process.ppid});
    expect(await workstation.findLockHolder()).toMatchObject({pid: process.ppid});
    hold({pid: 2 ** 22 + 1});
    expect(await workstation.findLockHolder()).toBeNull();
    hold({host: 'another-machine'});
    expect(await workstation.findLockHolder()).toMatchObject({host: 'another-machine'});
  });

  it('tries every proxy that the environment names, without showing its password', async () => {
    const server = createServer((socket) => socket.end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const {port} = server.address() as {port: number};
    vi.stubEnv('HTTPS_PROXY', `http://anna:secret@127.0.0.1:${port}`);
    vi.stubEnv('ALL_PROXY', 'http://127.0.0.1:1');
    vi.stubEnv('http_proxy', 'http://[');
    try {
      const found = await NodeWorkstation(directory, {}).listProxies();
      expect(found.map(({variable, isReachable}) => [variable, isReachable])).toEqual([
        ['HTTPS_PROXY', true],
        ['http_proxy', false],
        ['ALL_PROXY', false],
      ]);
      expect(found[0]?.url).toBe(`http://127.0.0.1:${port}`);
      expect(JSON.stringify(found)).not.toContain('secret');
    } finally {
      server.close();
    }
  });
});
