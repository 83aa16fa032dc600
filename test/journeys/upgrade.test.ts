import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {buildRelease} from '../fixtures/releases/build-release.js';
import {createWorkingDirectory, removeWorkingDirectory, runShakinstall} from './run-shakinstall.js';

const isWhole = process.env.SHAKINSTALL_TEST_UPGRADES === 'all';
const cwd = createWorkingDirectory();
const state = join(cwd, '.shakinstall', 'rehearsal', 'deployments', 'rehearsal');
const run = (...args: string[]) => runShakinstall([...args, '--rehearse'], {cwd});
const release = (version: string) => buildRelease(version, join(cwd, 'releases', version));

/** Kills the program as soon as its output holds a text. */
const killAt = (text: string, ...args: string[]) => {
  let isSent = false;
  return runShakinstall([...args, '--rehearse'], {
    cwd,
    onOutput(stdout, send) {
      if (isSent || !stdout.includes(text)) return;
      isSent = true;
      send('SIGKILL');
    },
  });
};

// Minutes of helm's own work: `npm run test:upgrades`.
describe.skipIf(!isWhole)('a deployment that goes from release to release', () => {
  beforeAll(async () => {
    expect((await run('init', '--yes')).exitCode).toBe(0);
  }, 240_000);
  afterAll(() => removeWorkingDirectory(cwd), 60_000);

  const oauth = () => readFileSync(join(state, 'keys', 'oauth-client-secret'), 'utf8');

  it('does exactly what was approved, or refuses because the world has moved', async () => {
    const path = release('2024.01');
    const planned = await run('upgrade', '--release', path, '--plan-only', '--json');
    const {fingerprint, refusals} = JSON.parse(planned.stdout) as {fingerprint: string; refusals: unknown[]};
    expect([planned.exitCode, refusals]).toEqual([0, []]);
    const other = await run('upgrade', '--release', path, '--approve', '0123456789ab');
    expect([other.exitCode, existsSync(join(state, 'installed.json'))]).toEqual([7, false]);
    expect(other.stderr).toContain('SHK_UPGRADE_E2015');
    const secret = oauth();
    const done = await run('upgrade', '--release', path, '--approve', fingerprint);
    expect([done.stderr, done.exitCode]).toEqual(['', 0]);
    expect(done.stdout).toContain('2024.01 stands and is well.');
    expect(oauth()).toBe(secret);
    expect((await run('init')).stdout).toContain('Nothing to change.');
  }, 240_000);

  it.each([
    '… Write the customised values',
    '… Render the values file',
    '… Run the update script',
    'helm upgrades the chart',
    '… Verify that the platform',
  ])(
    'goes on where it was killed, at “%s”',
    async (text) => {
      const killed = await killAt(text, 'upgrade', '--release', release('2024.02'), '--yes');
      expect(killed.signal).toBe('SIGKILL');
      expect((await run('releases')).stdout).toMatch(/The upgrade to 2024\.02 was interrupted/);
    },
    240_000,
  );

  it('is finished by the same command, and then needs the required release no more', async () => {
    const skipped = await run('upgrade', '--release', release('2024.03'), '--plan-only');
    expect(skipped.exitCode).toBe(3);
    expect(skipped.stderr).toMatch(/SHK_UPGRADE_E2002[\s\S]*SHK_UPGRADE_E2003/);
    const done = await run('upgrade', '--release', release('2024.02'), '--yes');
    expect([done.stderr, done.exitCode]).toEqual(['', 0]);
    const planned = await run('upgrade', '--release', release('2024.03'), '--plan-only');
    expect(planned.exitCode).toBe(0);
    expect(planned.stdout).toMatch(/Rollback is possible until step \d+ .*; after that the way is forward/s);
  }, 240_000);

  it('goes back, and finds everything as it was', async () => {
    const back = await run('rollback', '--yes');
    expect([back.stderr, back.exitCode]).toEqual(['', 0]);
    expect(back.stdout).toContain('2024.01 stands again');
    expect((await run('init')).stdout).toContain('Nothing to change.');
    expect((await run('doctor')).exitCode).toBe(0);
  }, 240_000);

  it('brings its cluster to the newest patch of its minor and no further than the release allows', async () => {
    const refused = await run('cluster', 'upgrade', '--to', '1.29', '--plan-only');
    expect(refused.exitCode).toBe(3);
    expect(refused.stderr).toContain('SHK_UPGRADE_E2032');
    const none = await run('cluster', 'upgrade', '--to', '1.27', '--yes');
    expect(none.stdout).toContain('Nothing to change');
  }, 120_000);
});
