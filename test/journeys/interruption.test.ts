import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, describe, expect, it} from 'vitest';
import {createWorkingDirectory, removeWorkingDirectory, runShakinstall} from './run-shakinstall.js';

const cwd = createWorkingDirectory();
const rehearsal = join(cwd, '.shakinstall', 'rehearsal');

afterAll(() => removeWorkingDirectory(cwd), 60_000);

/** A generator of the same numbers for the same seed. https://en.wikipedia.org/wiki/Linear_congruential_generator */
function createDraw(seed: number): (low: number, high: number) => number {
  let state = seed >>> 0;
  return (low, high) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return low + Math.floor((state / 2 ** 32) * (high - low));
  };
}

/** Sends a signal as soon as so many lines were written. */
function signalAfter(lines: number, signal: NodeJS.Signals) {
  let isSent = false;
  return (stdout: string, send: (signal: NodeJS.Signals) => void) => {
    if (isSent || stdout.split('\n').length <= lines) return;
    isSent = true;
    send(signal);
  };
}

/** What Google’s API answers in this world. */
async function ask<T>(path: string): Promise<T> {
  const {apiRoot, accessTokenFile} = JSON.parse(readFileSync(join(rehearsal, 'environment.json'), 'utf8')) as {
    apiRoot: string;
    accessTokenFile: string;
  };
  const token = readFileSync(accessTokenFile, 'utf8').trim();
  const answer = await fetch(`${apiRoot}${path}`, {headers: {authorization: `Bearer ${token}`}});
  expect([path, answer.status]).toEqual([path, 200]);
  return (await answer.json()) as T;
}

describe('an installation that is interrupted again and again', () => {
  const seed = Number(process.env.SHAKINSTALL_TEST_SEED ?? 20231204);
  const draw = createDraw(seed);
  const moments = [draw(4, 40), draw(25, 50), draw(45, 62)];

  it('ends with 130 on Ctrl-C and says how to go on', async () => {
    const onOutput = signalAfter(12, 'SIGINT');
    const stopped = await runShakinstall(['init', '--rehearse', '--yes'], {cwd, onOutput});
    expect(stopped.stderr).toBe('');
    expect(stopped.exitCode).toBe(130);
    expect(stopped.stdout).toContain('Interrupted');
    expect(stopped.stdout).toContain('shakinstall init --rehearse');
  }, 180_000);

  it.each(moments)(
    `is killed after %i lines (seed ${seed})`,
    async (lines) => {
      const onOutput = signalAfter(lines, 'SIGKILL');
      const killed = await runShakinstall(['init', '--rehearse', '--yes'], {cwd, onOutput});
      expect(killed.signal).toBe('SIGKILL');
    },
    60_000,
  );

  it('is finished by the same command', async () => {
    const finished = await runShakinstall(['init', '--rehearse', '--yes', '--json'], {cwd});
    expect(finished.stderr).toBe('');
    expect(finished.exitCode).toBe(0);
    const document = JSON.parse(finished.stdout) as {result: string; steps: Array<{state: string}>};
    expect(document.result).toMatch(/^(changed|unchanged)$/);
    expect(document.steps.filter(({state}) => state !== 'done' && state !== 'unchanged')).toEqual([]);
  }, 240_000);

  it('has made everything once', async () => {
    const project = 'shakudo-rehearsal';
    const {clusters} = await ask<{clusters: Array<{name: string; nodePools: Array<{name: string}>}>}>(
      `/v1/projects/${project}/locations/-/clusters`,
    );
    expect(clusters.map(({name, nodePools}) => [name, nodePools.map((pool) => pool.name).sort()])).toEqual([
      ['shakudo', ['default-pool', 'gpu-pool', 'hyperplane-pool']],
    ]);
    const {accounts} = await ask<{accounts: Array<{email: string}>}>(`/v1/projects/${project}/serviceAccounts`);
    for (const {email} of accounts.filter(({email}) => email.endsWith(`@${project}.iam.gserviceaccount.com`))) {
      const path = `/v1/projects/${project}/serviceAccounts/${email}/keys?keyTypes=USER_MANAGED`;
      const {keys = []} = await ask<{keys?: unknown[]}>(path);
      expect([email, keys.length]).toEqual([email, 1]);
    }
    const journal = readFileSync(join(rehearsal, 'deployments', 'rehearsal', 'journal.jsonl'), 'utf8');
    const runs = journal.split('\n').filter((line) => line.includes('"code":"RunStarted"'));
    expect(runs).toHaveLength(moments.length + 2);
    expect(journal.split('\n').filter((line) => line.includes('"code":"RunResumed"'))).toHaveLength(runs.length - 1);
  }, 30_000);
});
