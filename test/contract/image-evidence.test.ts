import {generateKeyPairSync} from 'node:crypto';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {createOperatorSession} from '../../src/adapters/gcp/google-session.js';
import {EnvironmentClock} from '../../src/adapters/local/environment-clock.js';
import {openRegistries} from '../../src/adapters/oci/open-registries.js';
import {createReadOnlyPorts} from '../../src/checks/probes/create-read-only-ports.js';
import {imageScansProbe} from '../../src/checks/probes/image-scans-probe.js';
import {imageSignaturesProbe, type SignaturesFact} from '../../src/checks/probes/image-signatures-probe.js';
import type {ProbeInputs} from '../../src/checks/probes/probe.js';
import {createPorts} from '../../src/cli/create-ports.js';
import {copyImages} from '../../src/cli/mirror/copy-images.js';
import {MirrorJournal} from '../../src/cli/mirror/mirror-journal.js';
import type {InstallConfig} from '../../src/model/install-config.js';
import type {Ports} from '../../src/model/ports/ports.js';
import type {World} from '../../src/rehearsal/world/create-world.js';
import {createUsualSeed, drawOperatorToken, usualNames} from '../../src/rehearsal/world/usual-seed.js';
import {pushImage} from '../fixtures/push-image.js';
import {hasRegistry, serveRegistry} from '../fixtures/serve-registry.js';
import {listByTag, signByReferrer, signByTag} from '../fixtures/sign-image.js';
import {createInputs} from '../unit/checks/create-inputs.js';
import {startTestWorld} from '../worlds/start-test-world.js';

const {operator, organization, billingAccount} = usualNames;
const target = 'us-central1-docker.pkg.dev/acme/images';
const {publicKey, privateKey} = generateKeyPairSync('ec', {namedCurve: 'P-256'});
const other = generateKeyPairSync('ec', {namedCurve: 'P-256'});

describe('what is known of images besides that they are there', () => {
  const directory = mkdtempSync(join(tmpdir(), 'shakinstall-evidence-'));
  const token = drawOperatorToken();
  let world: World;
  let ports: () => Ports;

  const mirror = async (...names: readonly string[]) => {
    const journal = MirrorJournal(join(directory, 'journal.jsonl'));
    const {images, referrers} = ports();
    const outcomes = await copyImages({
      from: images,
      to: images,
      referrers: {from: referrers, to: referrers},
      journal,
      clock: {sleep: async () => undefined},
      concurrency: 8,
      tasks: names.map((name) => ({
        image: `quay.io/${name}:1`,
        from: `quay.io/${name}`,
        to: `${target}/${name}`,
        reference: '1',
      })),
      onBytes: () => undefined,
      onEvent: () => undefined,
    });
    journal.close();
    expect(outcomes.map(({state}) => state)).toEqual(names.map(() => 'copied'));
  };
  const inputs = (names: readonly string[], images: InstallConfig['images']): ProbeInputs => {
    const {config, needs, release} = createInputs({}, {config: () => ({images})});
    return {
      ports: createReadOnlyPorts(ports()),
      config,
      needs,
      release,
      cluster: async () => Promise.reject(new Error('no cluster is asked')),
      renderRelease: async () => ({diagnostics: [], images: names.map((image) => ({image, users: []}))}),
    };
  };
  const collectSignatures = (names: readonly string[], key?: string): Promise<SignaturesFact> =>
    imageSignaturesProbe.collect(
      inputs(names, {signatures: {require: ['*'], ...(key === undefined ? {} : {publicKey: `file:${key}`})}}) as never,
    );
  const collectScans = (names: readonly string[]) =>
    imageScansProbe.collect(inputs(names, {vulnerabilities: {maximum: 'HIGH', unfixable: true}}) as never);
  const inject = async (incident: string, parameters: Readonly<Record<string, string>> = {}) => {
    const headers = {'content-type': 'application/json', authorization: `Bearer ${token}`};
    const body = JSON.stringify({incident, parameters});
    const answer = await fetch(`${world.apiRoot}/_rehearsal/incidents`, {method: 'POST', headers, body});
    expect([incident, answer.ok]).toEqual([incident, true]);
  };
  const call = async (method: string, url: string, body: object = {}) => {
    const headers = {'content-type': 'application/json', authorization: `Bearer ${token}`};
    const response = await world.cloud.handle({method, url, headers, body: Buffer.from(JSON.stringify(body))});
    return {status: response.status, body: JSON.parse(String(response.body))};
  };

  beforeAll(async () => {
    writeFileSync(join(directory, 'cosign.pub'), publicKey.export({type: 'spki', format: 'pem'}));
    const seed = createUsualSeed(token);
    const project = {projectId: 'acme', parent: `organizations/${organization}`, billingAccount, owners: [operator]};
    const services = ['artifactregistry', 'containeranalysis', 'containerscanning'].map(
      (name) => `${name}.googleapis.com`,
    );
    const {world: started, environment} = await startTestWorld({
      directory,
      token,
      initial: {...seed, projects: [...(seed.projects ?? []), {...project, services}]},
      catalogue: '2023-12',
      speed: 600,
      seed: 5,
    });
    world = started;
    ports = () =>
      createPorts({
        environment,
        stateDirectory: join(directory, 'state'),
        configPath: join(directory, 'shakinstall.yaml'),
        keyFile: join(directory, 'key.json'),
      }).operator;
    const made = await call('POST', '/v1/projects/acme/locations/us-central1/repositories?repositoryId=images', {
      format: 'DOCKER',
    });
    expect(made.status).toBe(200);
    await mirror('a/tagged', 'a/referred', 'a/foreign', 'a/bare');
  });

  afterAll(async () => {
    await world.stop();
    rmSync(directory, {recursive: true, force: true});
  });

  describe('who signed them', () => {
    const names = ['tagged', 'referred', 'foreign', 'bare'].map((name) => `${target}/a/${name}:1`);

    it('is found under cosign’s tag and among what refers to them, and verified', async () => {
      const {images} = ports();
      const digestOf = async (name: string) => (await images.readManifest(`${target}/a/${name}`, '1'))?.digest ?? '';
      await signByTag(images, `${target}/a/tagged`, await digestOf('tagged'), privateKey);
      await signByReferrer(images, `${target}/a/referred`, await digestOf('referred'), privateKey);
      await signByTag(images, `${target}/a/foreign`, await digestOf('foreign'), other.privateKey);
      const {images: facts} = await collectSignatures(names, 'cosign.pub');
      expect(facts.map((fact) => (fact.state === 'signed' ? fact.byKey : fact.state))).toEqual([1, 1, 0, 'unsigned']);
      const {images: unverified} = await collectSignatures(names);
      expect(unverified.map(({state}) => state)).toEqual(['signed', 'signed', 'signed', 'unsigned']);
      expect(unverified[0]).not.toHaveProperty('byKey');
    });

    it('goes with them into a mirror, be it one that keeps lists or one that does not', async () => {
      const {images, referrers} = ports();
      const copy = async (from: string, to: string) => {
        const journal = MirrorJournal(join(directory, `${to.length}.jsonl`));
        const outcomes = await copyImages({
          from: images,
          to: images,
          referrers: {from: referrers, to: referrers},
          journal,
          clock: {sleep: async () => undefined},
          concurrency: 8,
          tasks: [{image: `${from}:1`, from, to, reference: '1'}],
          onBytes: () => undefined,
          onEvent: () => undefined,
        });
        journal.close();
        expect(outcomes.map(({problem}) => problem)).toEqual(outcomes.map(() => undefined));
        return (await collectSignatures([`${to}:1`], 'cosign.pub')).images[0];
      };
      const good = {state: 'signed', byKey: 1};
      expect(await copy(`${target}/a/referred`, `${target}/b/referred`)).toMatchObject(good);
      expect(await copy(`${target}/a/tagged`, `${target}/b/tagged`)).toMatchObject(good);
      if (!hasRegistry) return;
      const registry = await serveRegistry();
      try {
        const place = `${registry.host}/c/referred`;
        expect(await copy(`${target}/a/referred`, place)).toMatchObject(good);
        // From there it goes on, to one that keeps a list of its own.
        expect(await copy(place, `${target}/d/referred`)).toMatchObject(good);
      } finally {
        await registry.close();
      }
    });

    it('is not another image’s signature, hung onto them', async () => {
      const {images} = ports();
      const own = await images.readManifest(`${target}/a/bare`, '1');
      const stolen = await images.readManifest(`${target}/a/tagged`, '1');
      // What signs `tagged` stands under the tag that would sign `bare`.
      await signByTag(images, `${target}/a/bare`, stolen?.digest ?? '', privateKey);
      const tag = await images.readManifest(`${target}/a/bare`, `${stolen?.digest.replace(':', '-')}.sig`);
      await images.writeManifest(`${target}/a/bare`, tag!, `${own?.digest.replace(':', '-')}.sig`);
      const {images: facts} = await collectSignatures([`${target}/a/bare:1`], 'cosign.pub');
      expect(facts[0]?.state).toBe('unsigned');
    });

    it('is unknown with a key that is none, before anything is asked', async () => {
      writeFileSync(join(directory, 'wrong.pub'), 'no key');
      expect(await collectSignatures(names, 'wrong.pub')).toEqual({
        keyProblem: 'file:wrong.pub: it holds no public key in PEM (-----BEGIN PUBLIC KEY-----)',
        images: [],
      });
      expect((await collectSignatures(names, 'nowhere.pub')).keyProblem).toBe('file:nowhere.pub: it is not there');
    });

    it('is gone where an incident takes the signatures away', async () => {
      await inject('signature-missing');
      const {images: facts} = await collectSignatures(names, 'cosign.pub');
      expect(facts.map(({state}) => state)).toEqual(names.map(() => 'unsigned'));
    });

    it.skipIf(!hasRegistry)('is found in a registry that keeps no list of what refers to an image', async () => {
      const registry = await serveRegistry();
      try {
        const {images} = openRegistries(createOperatorSession({resolvers: []} as never, EnvironmentClock({} as never)));
        const digest = await pushImage(registry.host, 'own/image', '1', [{name: 'a', size: 10}]);
        const repository = `${registry.host}/own/image`;
        const name = `${repository}:1`;
        expect((await collectSignatures([name], 'cosign.pub')).images[0]?.state).toBe('unsigned');
        const referrer = await signByReferrer(images, repository, digest, privateKey);
        await listByTag(images, repository, digest, [referrer]);
        expect((await collectSignatures([name], 'cosign.pub')).images[0]).toMatchObject({state: 'signed', byKey: 1});
      } finally {
        await registry.close();
      }
    });
  });

  describe('what is wrong with them', () => {
    const name = `${target}/a/tagged:1`;

    it('is nothing that anybody knows, once they are scanned', async () => {
      const [early] = await collectScans([name]);
      if (early?.state !== 'looked-at') throw new Error(JSON.stringify(early));
      await ports().clock.sleep(600_000);
      const [fact] = await collectScans([name]);
      expect(fact).toMatchObject({state: 'looked-at', project: 'acme'});
      if (fact?.state !== 'looked-at') return;
      expect(fact.scans.map(({digest, state, found}) => [digest, state, found])).toEqual(
        fact.wanted.map((digest) => [digest, 'done', []]),
      );
    });

    it('is told by name, severity and package once it is known', async () => {
      await inject('image-vulnerable', {image: '.*/a/tagged'});
      const [fact, untouched] = await collectScans([name, `${target}/a/referred:1`]);
      expect(fact?.state === 'looked-at' && fact.scans.flatMap(({found}) => found)).toEqual([
        {name: 'CVE-2023-44487', severity: 'CRITICAL', packages: ['nghttp2'], isFixable: true},
      ]);
      expect(untouched?.state === 'looked-at' && untouched.scans.flatMap(({found}) => found)).toEqual([]);
    });

    it('is old news a month after the push', async () => {
      const [scanned] = await collectScans([name]);
      const digest = scanned?.state === 'looked-at' ? scanned.wanted[0] : undefined;
      world.cloud.intervene({
        kind: 'restore',
        path: ['registry', 'scans', `${target}/a/tagged@${digest}`],
        value: {projectId: 'acme', atMs: world.clock.now() - 31 * 24 * 3_600_000},
      });
      const [fact] = await collectScans([name]);
      expect(fact?.state === 'looked-at' && fact.scans.map(({isKeptCurrent}) => isKeptCurrent)).toEqual([false]);
    });

    it('is not asked of registries that are not Google’s', async () => {
      expect(await collectScans(['quay.io/a/b:1'])).toEqual([{image: 'quay.io/a/b:1', state: 'elsewhere'}]);
    });

    it('is unknown where the permission is missing', async () => {
      const grant = {resource: 'projects/acme', member: `user:${operator}`};
      world.cloud.intervene({...grant, kind: 'grant', role: 'roles/artifactregistry.reader'});
      world.cloud.intervene({...grant, kind: 'revoke', role: 'roles/owner'});
      const missing = 'containeranalysis.occurrences.list';
      expect((await collectScans([name]))[0]).toMatchObject({state: 'unseen', missing, isPermission: true});
      world.cloud.intervene({...grant, kind: 'grant', role: 'roles/containeranalysis.occurrences.viewer'});
      expect((await collectScans([name]))[0]?.state).toBe('looked-at');
    });

    it('is unknown where the API is not enabled', async () => {
      world.cloud.intervene({kind: 'disable-service', projectId: 'acme', service: 'containeranalysis.googleapis.com'});
      const [disabled] = await collectScans([name]);
      expect(disabled).toMatchObject({
        state: 'unseen',
        missing: 'containeranalysis.googleapis.com',
        isPermission: false,
      });
    });

    it('is answered page by page, and asked in no way that is not served', async () => {
      const path = '/v1/projects/acme/occurrences';
      const disabled = await call('GET', path);
      expect(disabled.status).toBe(403);
      world.cloud.intervene({
        kind: 'restore',
        path: ['services', 'acme', 'containeranalysis.googleapis.com'],
        value: {state: 'ENABLED', usableFromMs: 0},
      });
      const first = await call('GET', `${path}?pageSize=3`);
      expect(first.body.occurrences).toHaveLength(3);
      const second = await call('GET', `${path}?pageSize=3&pageToken=${first.body.nextPageToken}`);
      expect(second.body.occurrences[0].name).not.toBe(first.body.occurrences[0].name);
      expect((await call('GET', `${path}?filter=${encodeURIComponent('noteProjectId="goog-vulnz"')}`)).status).toBe(
        501,
      );
      expect((await call('GET', `${path}?pageSize=0`)).status).toBe(400);
    });
  });
});
