import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {createOperatorSession, type GoogleSession} from '../../src/adapters/gcp/google-session.js';
import {EnvironmentClock} from '../../src/adapters/local/environment-clock.js';
import {packRelease} from '../../src/adapters/local/pack-release.js';
import {listTags} from '../../src/adapters/oci/list-tags.js';
import {OciRegistries} from '../../src/adapters/oci/oci-registries.js';
import {openRegistries} from '../../src/adapters/oci/open-registries.js';
import {openRegistryHttp} from '../../src/adapters/oci/open-registry-http.js';
import {pullRelease} from '../../src/adapters/oci/pull-release.js';
import {pushRelease} from '../../src/adapters/oci/push-release.js';
import {RegistryHttp} from '../../src/adapters/oci/registry-http.js';
import {copyImages} from '../../src/cli/mirror/copy-images.js';
import {MirrorJournal} from '../../src/cli/mirror/mirror-journal.js';
import type {MirrorTask} from '../../src/cli/mirror/mirror-task.js';
import type {ImageStore} from '../../src/model/ports/image-store.js';
import type {Referrers} from '../../src/model/ports/referrers.js';
import {parseReleaseReference} from '../../src/model/release-artifact.js';
import type {World} from '../../src/rehearsal/world/create-world.js';
import {createUsualSeed, drawOperatorToken, usualNames} from '../../src/rehearsal/world/usual-seed.js';
import {startTestWorld} from '../worlds/start-test-world.js';

const {operator, organization, billingAccount} = usualNames;
const target = 'us-central1-docker.pkg.dev/acme/images';

describe('the registries of a rehearsal', () => {
  const directory = mkdtempSync(join(tmpdir(), 'shakinstall-registries-'));
  let world: World;
  let images: ImageStore;
  let referrers: Referrers;
  let session: GoogleSession;
  let anonymous: ImageStore;

  const mirror = async (...names: readonly (readonly [from: string, to: string, reference: string])[]) => {
    const journal = MirrorJournal(join(directory, 'journal.jsonl'));
    const settled: string[] = [];
    const outcomes = await copyImages({
      from: images,
      to: images,
      referrers: {from: referrers, to: referrers},
      journal,
      clock: {sleep: async () => undefined},
      concurrency: 8,
      tasks: names.map(([from, to, reference]): MirrorTask => ({image: `${from}:${reference}`, from, to, reference})),
      onBytes: () => undefined,
      onEvent: (event) => void (event.code === 'BlobSettled' && settled.push(event.how)),
    });
    journal.close();
    return {outcomes, settled};
  };
  const call = async (method: string, path: string, body: object = {}) => {
    const response = await world.cloud.handle({
      method,
      url: path,
      headers: {'content-type': 'application/json', authorization: `Bearer ${token}`},
      body: Buffer.from(JSON.stringify(body)),
    });
    expect([path, response.status]).toEqual([path, 200]);
  };
  const token = drawOperatorToken();

  beforeAll(async () => {
    const seed = createUsualSeed(token);
    const project = {projectId: 'acme', parent: `organizations/${organization}`, billingAccount, owners: [operator]};
    const started = await startTestWorld({
      directory,
      token,
      initial: {
        ...seed,
        projects: [...(seed.projects ?? []), {...project, services: ['artifactregistry.googleapis.com']}],
      },
      catalogue: '2023-12',
      speed: 600,
      seed: 3,
    });
    world = started.world;
    const clock = EnvironmentClock(started.environment);
    session = createOperatorSession(started.environment, clock);
    ({images, referrers} = openRegistries(session));
    anonymous = OciRegistries(RegistryHttp(started.environment, async () => undefined, {clock, random: Math.random}));
  });

  afterAll(async () => {
    await world.stop();
    rmSync(directory, {recursive: true, force: true});
  });

  it('hand out what publishers have, by tag and by digest, for two processors', async () => {
    const manifest = await images.readManifest('docker.io/library/busybox', '1.36.1');
    expect(await images.readManifest('docker.io/library/busybox', manifest?.digest ?? '')).toEqual(manifest);
    expect(JSON.parse(manifest?.text ?? '{}').manifests).toHaveLength(2);
    expect(await anonymous.readManifest('registry.k8s.io/pause', '3.9')).toBeDefined();
    expect(await images.readManifest('quay.io/does-not-exist/image', '1')).toBeUndefined();
    // Somebody may have pushed that; what it is cannot be told here, and is not made up.
    await expect(images.readManifest('docker.io/library/busybox', `sha256:${'0'.repeat(64)}`)).rejects.toMatchObject({
      status: 501,
    });
    expect(await images.readManifest('docker.io/no-such/image', `sha256:${'0'.repeat(64)}`)).toBeUndefined();
  });

  it('have no repository before somebody makes one', async () => {
    const {outcomes} = await mirror(['quay.io/a/b', `${target}/a/b`, '1']);
    expect(outcomes[0]).toMatchObject({state: 'failed', problem: expect.stringContaining('NAME_UNKNOWN')});
  });

  it('take images, and what they share only once', async () => {
    const place = '/v1/projects/acme/locations/us-central1/repositories';
    await call('POST', `${place}?repositoryId=images`, {format: 'DOCKER'});
    const {outcomes, settled} = await mirror(
      ['quay.io/a/b', `${target}/a/b`, '1'],
      ['docker.io/c/d', `${target}/c/d`, '2'],
    );
    expect(outcomes.map(({state}) => state)).toEqual(['copied', 'copied']);
    // Of each image its own layer and configuration for two processors; the base of each processor is mounted.
    expect(settled.filter((how) => how === 'mounted')).toHaveLength(2);
    expect(settled.filter((how) => how === 'copied')).toHaveLength(10);
    const source = await images.readManifest('quay.io/a/b', '1');
    expect(await images.readManifest(`${target}/a/b`, '1')).toEqual(source);
    expect((await mirror(['quay.io/a/b', `${target}/a/b`, '1'])).outcomes[0]?.state).toBe('present');
  });

  it('are closed to whoever has no permission, and say which', async () => {
    await expect(anonymous.readManifest(`${target}/a/b`, '1')).rejects.toMatchObject({
      kind: 'permission',
      permission: 'artifactregistry.repositories.downloadArtifacts',
    });
  });

  it('refuse a manifest whose content they lack, and chunks', async () => {
    const source = await images.readManifest('quay.io/x/y', '1');
    await expect(images.writeManifest(`${target}/x/y`, source!, '1')).rejects.toThrow('MANIFEST_BLOB_UNKNOWN');
    const upload = {method: 'POST', url: '/v2/acme/images/x/y/blobs/uploads/', body: Buffer.alloc(0)};
    const host = 'us-central1-docker.pkg.dev';
    const headers = {authorization: `Bearer ${token}`};
    const {location = ''} = world.cloud.handleRegistry(host, {...upload, headers}).headers;
    const send = (range: string) =>
      world.cloud.handleRegistry(host, {
        method: 'PATCH',
        url: location,
        headers: {...headers, 'content-range': range},
        body: Buffer.from('abcd'),
      }).status;
    expect([send('0-3'), send('4-7')]).toEqual([202, 405]);
  });

  it('keep releases, and give them back as they were', async () => {
    const archive = join(directory, 'release.tgz');
    await packRelease(join(import.meta.dirname, '../../templates/config'), archive);
    const place = parseReleaseReference(`oci://${target}/releases/shakudo:2024.01`)!;
    const digest = await pushRelease(images, archive, place, {name: 'shakudo', version: '2024.01'});
    const pulled = await pullRelease(images, place, join(directory, 'cache'));
    expect(pulled?.digest).toBe(digest);
    expect(readFileSync(pulled?.path ?? '')).toEqual(readFileSync(archive));
    expect(await pullRelease(images, {...place, tag: '9'}, directory)).toBeUndefined();
    expect(await listTags(openRegistryHttp(session), `${target}/releases/shakudo`)).toEqual(['2024.01']);
  });

  it('agree with the nodes about what can be pulled', () => {
    const has = (image: string) => world.cloud.side.hasImage?.(image);
    expect(has(`${target}/a/b:1`)).toBe(true);
    expect(has(`${target}/a/b:2`)).toBe(false);
    expect(has('quay.io/a/missing:1')).toBe(false);
    expect(has('registry.example:5000/a:1')).toBeUndefined();
    world.cloud.intervene({kind: 'withdraw-image', image: 'quay\\.io/a/b:.*'});
    expect(has('quay.io/a/b:1')).toBe(false);
  });

  it('are waited for as long as they say', async () => {
    world.cloud.inject({
      id: 'limit',
      kind: 'refuse',
      methods: 'registry\\.manifests\\..*',
      times: 2,
      status: 429,
      message: 'slow down',
      retryAfterSeconds: 60,
    });
    const startMs = world.clock.now();
    expect(await images.readManifest('docker.io/library/busybox', '1.36.1')).toBeDefined();
    expect(world.clock.now() - startMs).toBeGreaterThanOrEqual(120_000);
  });
});
