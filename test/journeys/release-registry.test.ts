import {cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {pushImage} from '../fixtures/push-image.js';
import {hasRegistry, type ServedRegistry, serveRegistry} from '../fixtures/serve-registry.js';
import {createWorkingDirectory, projectRoot, runProgram, runShakinstall} from './run-shakinstall.js';

if (!hasRegistry)
  process.stderr.write(
    'release-registry.test: skipped, as there is no docker-registry (apt-get install docker-registry)\n',
  );

const platform = join(projectRoot, 'templates', 'platform');

describe.skipIf(!hasRegistry)('a release in a real registry', () => {
  let registry: ServedRegistry;
  const cwd = createWorkingDirectory();
  const cache = join(cwd, 'cache');
  const env = {XDG_CACHE_HOME: cache};
  const place = (rest: string) => `oci://${registry.host}/shakudo/platform${rest}`;
  const run = (...args: readonly string[]) => runShakinstall(args, {cwd, env});
  const push = async (source: string, to: string): Promise<{place: string; exact: string}> => {
    const {exitCode, stdout, stderr} = await run('release', 'push', source, '--to', to, '--json');
    expect([exitCode, stderr]).toEqual([0, '']);
    return JSON.parse(stdout);
  };
  const archives = () => readdirSync(join(cache, 'shakinstall', 'releases'));

  beforeAll(async () => {
    registry = await serveRegistry();
  }, 60_000);

  afterAll(async () => {
    await registry.close();
    rmSync(cwd, {recursive: true, force: true});
  });

  it('has its version for a tag, and one digest however often it is pushed', async () => {
    const first = await push(platform, place(''));
    expect(first.place).toBe(place(':2023.12'));
    // A copy was written at another time, by somebody else.
    cpSync(platform, join(cwd, 'copy'), {recursive: true});
    expect((await push(join(cwd, 'copy'), place(':again'))).exact).toBe(first.exact);
    // From registry to registry it stays what it is.
    expect((await push(first.exact, place(':third'))).exact).toBe(first.exact);
  }, 60_000);

  it('is read like a directory, fetched once, and named by its digest', async () => {
    rmSync(cache, {recursive: true, force: true});
    const fromDirectory = await run('mirror', '--release', platform, '--list');
    const fromRegistry = await run('mirror', '--release', place(':2023.12'), '--list');
    expect(fromRegistry.stdout).toBe(fromDirectory.stdout);
    expect(fromRegistry.stdout).toContain('quay.io/keycloak/keycloak');
    const [archive] = archives();
    expect(archives()).toHaveLength(1);
    const blobs = join(registry.directory, 'data/docker/registry/v2/blobs/sha256');
    const hex = archive?.replace(/^sha256-|\.tgz$/g, '') ?? '';
    const blob = join(blobs, hex.slice(0, 2), hex, 'data');
    expect(readFileSync(blob)).toEqual(readFileSync(join(cache, 'shakinstall', 'releases', archive ?? '')));
  }, 60_000);

  it('is fetched anew where the cache no longer holds it, and refused where the registry no longer does', async () => {
    const [archive = ''] = archives();
    const kept = join(cache, 'shakinstall', 'releases', archive);
    const whole = readFileSync(kept);
    writeFileSync(kept, 'something else');
    expect((await run('mirror', '--release', place(':2023.12'), '--list')).exitCode).toBe(0);
    expect(readFileSync(kept)).toEqual(whole);
    const hex = archive.replace(/^sha256-|\.tgz$/g, '');
    const blob = join(registry.directory, 'data/docker/registry/v2/blobs/sha256', hex.slice(0, 2), hex, 'data');
    const changed = Buffer.from(whole);
    changed[changed.length - 1] = changed[changed.length - 1]! ^ 1;
    writeFileSync(blob, changed);
    writeFileSync(kept, 'something else');
    const refused = await run('mirror', '--release', place(':2023.12'), '--list');
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain('the source sent other content than sha256:');
    expect(readFileSync(kept, 'utf8')).toBe('something else');
    writeFileSync(blob, whole);
  }, 60_000);

  it('may be what helm pushed: a chart with a release.yaml beside it', async () => {
    const carried = join(cache, 'shakinstall');
    const helm = join(carried, readdirSync(carried).find((name) => name.startsWith('helm-')) ?? '');
    const packed = await runProgram(helm, ['package', platform, '--destination', cwd], {cwd});
    expect([packed.exitCode, packed.stderr]).toEqual([0, '']);
    const [, archive = ''] = /saved it to: (\S+)/.exec(packed.stdout) ?? [];
    const pushed = await runProgram(helm, ['push', archive, `oci://${registry.host}/charts`, '--plain-http'], {cwd});
    expect([pushed.exitCode, pushed.stderr]).toEqual([0, expect.stringContaining('Digest: sha256:')]);
    const [, name = '', tag = ''] = /([a-z-]+):(\S+)/.exec(pushed.stderr.split('Pushed: ')[1] ?? '') ?? [];
    expect(name).not.toBe('');
    const listed = await run('mirror', '--release', `oci://${registry.host}/charts/${name}:${tag}`, '--list');
    expect([listed.exitCode, listed.stderr]).toEqual([0, '']);
  }, 60_000);

  it('is not an image, nor nothing', async () => {
    await pushImage(registry.host, 'shakudo/platform', 'image', [{name: 'a', size: 10}]);
    const image = await run('mirror', '--release', place(':image'), '--list');
    expect([image.exitCode, image.stderr]).toEqual([2, expect.stringContaining('SHK_RELEASE_E0107')]);
    const nothing = await run('mirror', '--release', place(':9'), '--list');
    expect([nothing.exitCode, nothing.stderr]).toEqual([2, expect.stringContaining('SHK_RELEASE_E0106')]);
    expect(nothing.stderr).toContain(`shakinstall releases --from ${place('')}`);
    const name = await run('mirror', '--release', 'oci://platform', '--list');
    expect([name.exitCode, name.stderr]).toEqual([2, expect.stringContaining('SHK_RELEASE_E0105')]);
  }, 60_000);

  it('is what an installation is begun with, whatever its tag means later', async () => {
    const config = readFileSync(join(projectRoot, 'templates', 'config', 'rehearsal.yaml'), 'utf8');
    mkdirSync(join(cwd, 'deployment'));
    const own = {cwd: join(cwd, 'deployment'), env};
    writeFileSync(join(own.cwd, 'shakinstall.yaml'), config.replace('../platform', place(':moving')));
    await push(platform, place(':moving'));
    const planned = await runShakinstall(['plan', '--rehearse'], own);
    try {
      expect([planned.exitCode, planned.stderr]).toEqual([0, '']);
      const state = join(own.cwd, '.shakinstall', 'rehearsal', 'deployments', 'rehearsal');
      const pinOf = () => JSON.parse(readFileSync(join(state, 'release-pin.json'), 'utf8'));
      const pin = pinOf();
      expect(pin.named).toBe(place(':moving'));
      // Somebody pushes another release under the tag. Nothing has begun: the tag means that one now …
      cpSync(platform, join(cwd, 'other'), {recursive: true});
      writeFileSync(join(cwd, 'other', 'files', 'note.txt'), 'another release');
      await push(join(cwd, 'other'), place(':moving'));
      await runShakinstall(['plan', '--rehearse'], own);
      const moved = pinOf();
      expect(moved.digest).not.toBe(pin.digest);
      // … and then it has begun.
      mkdirSync(join(state, 'release'), {recursive: true});
      writeFileSync(join(state, 'release', 'release.yaml'), '');
      await push(platform, place(':moving'));
      await runShakinstall(['plan', '--rehearse'], own);
      expect(pinOf()).toEqual(moved);
      expect(existsSync(moved.path)).toBe(true);
    } finally {
      await runShakinstall(['rehearse', 'stop'], own);
    }
  }, 120_000);
});
