import {existsSync, readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {pushImage} from '../fixtures/push-image.js';
import {hasRegistry, type ServedRegistry, serveRegistry} from '../fixtures/serve-registry.js';
import {type WatchedRegistry, watchRegistry} from '../fixtures/watch-registry.js';
import {createWorkingDirectory, runShakinstall} from './run-shakinstall.js';

if (!hasRegistry)
  process.stderr.write('mirror.test: skipped, as there is no docker-registry (apt-get install docker-registry)\n');

const layers = (name: string, count: number, size: number) =>
  Array.from({length: count}, (_, index) => ({name: `${name}/${index}`, size}));
const mebibyte = 1024 * 1024;

describe.skipIf(!hasRegistry)('mirror between real registries', () => {
  let source: ServedRegistry;
  let target: ServedRegistry;
  let watched: WatchedRegistry;
  let digest = '';
  let shared = '';
  const cwd = createWorkingDirectory();
  const image = (name: string) => `${source.host}/${name}`;
  const put = (from: number) =>
    watched.exchanges.slice(from).filter(({method, status}) => method === 'PUT' && status === 201);
  const blobsPut = (from: number) => put(from).flatMap(({path}) => /digest=([^&]+)/.exec(path)?.[1] ?? []);

  beforeAll(async () => {
    [source, target] = await Promise.all([serveRegistry(), serveRegistry()]);
    watched = await watchRegistry(target.host);
    digest = await pushImage(source.host, 'team/large', '1.0', layers('large', 200, 60_000));
    shared = await pushImage(source.host, 'team/other', '2.0', layers('large', 10, 60_000));
    await pushImage(source.host, 'team/huge', '1', layers('huge', 1, 80 * mebibyte));
  }, 60_000);

  afterAll(async () => {
    await watched.close();
    await Promise.all([source.close(), target.close()]);
    rmSync(cwd, {recursive: true, force: true});
  });

  it('goes on where it was killed, and copies no content twice', async () => {
    const args = ['mirror', '--image', image('team/large:1.0'), '--registry', `${watched.host}/m`];
    const killed = runShakinstall(args, {
      cwd,
      onOutput: (stdout, send) => {
        // The registry's own count says when to kill.
        if (!stdout.includes('blobs')) return;
        const timer = setInterval(() => {
          if (blobsPut(0).length < 60) return;
          clearInterval(timer);
          send('SIGKILL');
        }, 2);
      },
    });
    expect((await killed).signal).toBe('SIGKILL');
    const before = blobsPut(0);
    expect(before.length).toBeGreaterThanOrEqual(60);
    expect(before.length).toBeLessThan(202);
    const ended = await runShakinstall(args, {cwd});
    expect(ended).toMatchObject({exitCode: 0});
    const all = blobsPut(0);
    expect(new Set(all).size).toBe(all.length);
    expect(all).toHaveLength(202);
    const answer = await fetch(`http://${target.host}/v2/m/team/large/manifests/${digest}`, {
      headers: {accept: 'application/vnd.oci.image.index.v1+json'},
    });
    expect(answer.status).toBe(200);
    expect(((await answer.json()) as {manifests: unknown[]}).manifests).toHaveLength(2);
  }, 60_000);

  it('takes content over from another repository of the same registry', async () => {
    const from = watched.exchanges.length;
    const args = ['mirror', '--image', image('team/other:2.0'), '--registry', `${watched.host}/m`, '--json'];
    const {exitCode, stdout} = await runShakinstall(args, {cwd});
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).images).toEqual([
      {
        image: image('team/other:2.0'),
        target: `${watched.host}/m/team/other:2.0`,
        digest: shared,
        platforms: ['linux/amd64', 'linux/arm64'],
        state: 'copied',
      },
    ]);
    // The layers are the other image's; its two configurations are its own.
    expect(blobsPut(from)).toHaveLength(2);
    const mounts = watched.exchanges.slice(from).filter(({path}) => path.includes('mount='));
    expect(mounts.filter(({status}) => status === 201)).toHaveLength(10);
  });

  it('does nothing where everything is there', async () => {
    const from = watched.exchanges.length;
    const args = ['mirror', '--image', image('team/large:1.0'), '--registry', `${watched.host}/m`];
    const {exitCode, stdout} = await runShakinstall(args, {cwd});
    expect({exitCode, wrote: put(from)}).toEqual({exitCode: 0, wrote: []});
    expect(stdout).toContain('is there already');
  });

  it('waits as long as it is told, and goes on behind the chunks that are there', async () => {
    const from = watched.exchanges.length;
    let refused = 0;
    watched.refuseWith((method) => {
      if (method !== 'PATCH') return undefined;
      refused++;
      if (refused === 2) return 'break';
      return refused === 3 ? {status: 429, headers: {'retry-after': '1'}} : undefined;
    });
    const args = ['mirror', '--image', image('team/huge:1'), '--registry', `${watched.host}/m`];
    const {exitCode} = await runShakinstall(args, {cwd});
    watched.refuseWith(() => undefined);
    expect(exitCode).toBe(0);
    const chunks = watched.exchanges.slice(from).filter(({method, status}) => method === 'PATCH' && status === 202);
    expect(chunks.reduce((sum, {sentBytes}) => sum + sentBytes, 0)).toBe(80 * mebibyte);
    expect(chunks).toHaveLength(3);
  }, 60_000);

  it('carries images through a directory', async () => {
    const out = await runShakinstall(
      [
        'mirror',
        '--image',
        image('team/other:2.0'),
        '--image',
        `${image('team/large')}@${digest}`,
        '--to',
        'oci:images',
      ],
      {cwd},
    );
    expect(out).toMatchObject({exitCode: 0});
    expect(existsSync(join(cwd, 'images', 'oci-layout'))).toBe(true);
    const index = JSON.parse(readFileSync(join(cwd, 'images', 'index.json'), 'utf8')) as {
      manifests: {digest: string}[];
    };
    expect(index.manifests.map((entry) => entry.digest).sort()).toEqual([digest, shared].sort());
    const args = ['mirror', '--from', 'oci:images', '--registry', `${target.host}/gap`];
    expect(await runShakinstall(args, {cwd})).toMatchObject({exitCode: 0});
    for (const [name, wanted] of [
      ['team/other', shared],
      ['team/large', digest],
    ] as const) {
      const answer = await fetch(`http://${target.host}/v2/gap/${name}/manifests/${wanted}`, {
        headers: {accept: 'application/vnd.oci.image.index.v1+json'},
      });
      expect(answer.status).toBe(200);
    }
  }, 60_000);

  it('says which image is not there, and copies the others', async () => {
    const args = ['mirror', '--image', image('team/none:1'), '--image', image('team/other:2.0')];
    const {exitCode, stdout} = await runShakinstall([...args, '--registry', `${target.host}/n`], {cwd});
    expect(exitCode).toBe(5);
    expect(stdout).toContain('team/none:1 is not there (MANIFEST_UNKNOWN)');
    expect(stdout).toContain('1 image copied, 0 there before, 1 failed');
  });
});
