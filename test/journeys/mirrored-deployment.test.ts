import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {unpackClients} from '../conformance/unpack-clients.js';
import {buildRelease} from '../fixtures/releases/build-release.js';
import {
  createWorkingDirectory,
  projectRoot,
  removeWorkingDirectory,
  runProgram,
  runShakinstall,
} from './run-shakinstall.js';

const isWhole = process.env.SHAKINSTALL_TEST_UPGRADES === 'all';
const registry = 'us-central1-docker.pkg.dev/rehearsal-dns/platform';
const cwd = createWorkingDirectory();
const run = (...args: string[]) => runShakinstall([...args, '--rehearse'], {cwd});
const release = (version: string) => buildRelease(version, join(cwd, 'releases', version));

// Minutes of helm's own work: `npm run test:upgrades`.
describe.skipIf(!isWhole)('a deployment that pulls from a mirror alone', () => {
  const world = join(cwd, '.shakinstall', 'rehearsal');
  const call = async (path: string, body: object) => {
    const {apiRoot} = JSON.parse(readFileSync(join(world, 'environment.json'), 'utf8')) as {apiRoot: string};
    const token = readFileSync(join(world, 'operator-token'), 'utf8').trim();
    const headers = {authorization: `Bearer ${token}`, 'content-type': 'application/json'};
    const answer = await fetch(`${apiRoot}${path}`, {method: 'POST', headers, body: JSON.stringify(body)});
    expect([path, answer.status]).toEqual([path, 200]);
  };

  beforeAll(async () => {
    const config = readFileSync(join(projectRoot, 'templates/config/rehearsal.yaml'), 'utf8');
    const path = `path: ${join(projectRoot, 'templates/platform')}\n  imageRegistry: ${registry}`;
    writeFileSync(join(cwd, 'shakinstall.yaml'), config.replace('path: ../platform', path));
    // The world begins with the first command that looks at it.
    await run('mirror', '--list');
    await call('/v1/projects/rehearsal-dns/services/artifactregistry.googleapis.com:enable', {});
    await new Promise((resolve) => setTimeout(resolve, 3000));
    await call('/v1/projects/rehearsal-dns/locations/us-central1/repositories?repositoryId=platform', {
      format: 'DOCKER',
    });
  }, 120_000);
  afterAll(() => removeWorkingDirectory(cwd), 60_000);

  it('is not begun before the mirror is filled, and stands afterwards', async () => {
    const early = await run('init', '--yes');
    expect([early.exitCode, early.stdout + early.stderr]).toEqual([3, expect.stringContaining('MANIFEST_UNKNOWN')]);
    const mirrored = await run('mirror', '--registry', registry);
    expect([mirrored.exitCode, mirrored.stderr]).toEqual([0, '']);
    const done = await run('init', '--yes');
    expect([done.exitCode, done.stderr]).toEqual([0, '']);
  }, 240_000);

  it('takes no release whose images the mirror lacks, those of its update scripts among them', async () => {
    const refused = await run('upgrade', '--release', release('2024.02'), '--plan-only');
    expect(refused.exitCode).toBe(3);
    expect(refused.stderr).toContain(`${registry}/devsentient-infra/prod/api-server-base:2024.02.0: not there`);
  }, 120_000);

  it('runs everything of a release from the mirror', async () => {
    expect((await run('mirror', '--release', release('2024.02'), '--registry', registry)).exitCode).toBe(0);
    const done = await run('upgrade', '--release', release('2024.02'), '--yes');
    expect([done.exitCode, done.stderr]).toEqual([0, '']);
    const clients = await unpackClients();
    if (clients === undefined) return;
    const kubeconfig = join(world, 'deployments/rehearsal/kubeconfig');
    const list = async (kind: string, path: string, ...args: string[]) => {
      const shown = `jsonpath={range .items[*]}{${path}.containers[*].image} {${path}.initContainers[*].image} {end}`;
      const {stdout, stderr} = await runProgram(
        clients.kubectl,
        ['--kubeconfig', kubeconfig, 'get', kind, '-A', '-o', shown, ...args],
        {cwd, env: {SHAKINSTALL_ENVIRONMENT: join(world, 'environment.json')}},
      );
      expect(stderr).toBe('');
      return [...new Set(stdout.split(/\s+/).filter((image) => image !== ''))];
    };
    expect(await list('jobs', '.spec.template.spec', '-l', 'shakinstall.dev/update')).toEqual([
      `${registry}/devsentient-infra/prod/api-server-base:2024.02.0`,
    ]);
    const pods = await list('pods', '.spec');
    expect(pods.length).toBeGreaterThan(10);
    // What GKE runs itself comes from where GKE keeps it.
    expect(pods.filter((image) => !image.startsWith(`${registry}/`) && !image.startsWith('gke.gcr.io/'))).toEqual([]);
  }, 240_000);

  it('is another release’s only by an upgrade', async () => {
    const refused = await run('init', '--release', release('2024.03'), '--yes');
    expect([refused.exitCode, refused.stderr]).toEqual([7, expect.stringContaining('SHK_UPGRADE_E2021')]);
  }, 60_000);
});
