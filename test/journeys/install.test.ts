import {spawnSync} from 'node:child_process';
import {readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {hostname} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {
  createWorkingDirectory,
  type Ended,
  removeWorkingDirectory,
  runProgram,
  runShakinstall,
} from './run-shakinstall.js';

const cwd = createWorkingDirectory();
const state = join(cwd, '.shakinstall', 'rehearsal', 'deployments', 'rehearsal');
const readState = (name: string) => readFileSync(join(state, name), 'utf8');

const hasProgram = (name: string) => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;
const needProgram = (name: string, skip: () => void) => {
  if (hasProgram(name)) return;
  process.stderr.write(`skipped: ${name} is not installed\n`);
  skip();
};

let first: Ended;

beforeAll(async () => {
  first = await runShakinstall(['init', '--rehearse', '--yes', '--events', 'events.jsonl'], {cwd});
}, 240_000);
afterAll(() => removeWorkingDirectory(cwd), 60_000);

describe('the first installation', () => {
  it('ends with the platform up and says where everything is', () => {
    expect(first.stderr).toBe('');
    expect(first.exitCode).toBe(0);
    expect(first.stdout).toContain('The platform is up.');
    expect(first.stdout).toMatch(/Dashboard +https:\/\/platform\.rehearsal\.example\//);
    expect(first.stdout).toMatch(/Load balancer +\d+\.\d+\.\d+\.\d+/);
    expect(first.stdout).toContain(join(state, 'kubeconfig'));
    expect(first.stdout).toContain(join(state, 'keys'));
    expect(first.stdout).toContain('What took how long');
    expect(first.stdout).toContain('shakinstall init --rehearse');
  });

  it('writes no escape sequences where there is no terminal', () => {
    expect(first.stdout).not.toContain('\u001B');
  });

  it('keeps every key to the operator', () => {
    expect(statSync(join(state, 'keys')).mode & 0o777).toBe(0o700);
    const names = readdirSync(join(state, 'keys'));
    expect(names).toEqual(expect.arrayContaining(['deployer.json', 'id_ed25519_ssh', 'id_rsa_github']));
    for (const name of names.filter((candidate) => !candidate.endsWith('.pub')))
      expect([name, statSync(join(state, 'keys', name)).mode & 0o777]).toEqual([name, 0o600]);
    expect(statSync(join(state, 'kubeconfig')).mode & 0o777).toBe(0o600);
    expect(statSync(join(state, 'journal.jsonl')).mode & 0o777).toBe(0o600);
  });

  it('tells no secret to the screen, the journal, the events or the world’s log', () => {
    const deployer = JSON.parse(readState('keys/deployer.json')) as {private_key: string};
    const secrets = [
      'PRIVATE KEY',
      'ya29.',
      readState('keys/oauth-client-secret').trim(),
      readState('keys/id_ed25519_ssh').split('\n')[2] ?? '',
      deployer.private_key.split('\n')[1] ?? '',
    ];
    const told = {
      screen: first.stdout + first.stderr,
      journal: readState('journal.jsonl'),
      events: readFileSync(join(cwd, 'events.jsonl'), 'utf8'),
      log: readFileSync(join(cwd, '.shakinstall', 'rehearsal', 'log'), 'utf8'),
      kubeconfig: readState('kubeconfig'),
    };
    for (const [where, text] of Object.entries(told))
      for (const secret of secrets) expect([where, secret.length > 4 && text.includes(secret)]).toEqual([where, false]);
  });

  it('appends one event a line, numbered without a gap, equal to the journal', () => {
    const lines = readFileSync(join(cwd, 'events.jsonl'), 'utf8').trimEnd().split('\n');
    const events = lines.map((line) => JSON.parse(line) as {code: string; seq: number});
    expect(events.map(({seq}) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(events[0]?.code).toBe('RunStarted');
    expect(events.at(-1)?.code).toBe('RunCompleted');
    expect(readState('journal.jsonl').trimEnd().split('\n')).toEqual(lines);
  });

  it('journals each effect before it is done', () => {
    const events = readState('journal.jsonl')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as {code: string; data: {step?: string}});
    const indexOf = (code: string, step: string | undefined) =>
      events.findIndex((event) => event.code === code && event.data.step === step);
    for (const {data} of events.filter(({code}) => code === 'StepCompleted'))
      expect([data.step, indexOf('StepStarted', data.step) < indexOf('StepCompleted', data.step)]).toEqual([
        data.step,
        true,
      ]);
  });
});

describe('a second run', () => {
  it('changes nothing and says so', async () => {
    const again = await runShakinstall(['init', '--rehearse'], {cwd});
    expect(again.stderr).toBe('');
    expect(again.exitCode).toBe(0);
    expect(again.stdout).toContain('Nothing to change.');
    expect(again.stdout.split('\n').filter((line) => /^\S+ […✔✖] /.test(line))).toEqual([]);
  }, 120_000);

  it('is refused while another run holds the lock, and names the holder', async () => {
    const holder = {pid: process.pid, host: hostname(), since: '2023-12-04T09:00:00Z', command: 'shakinstall init'};
    writeFileSync(join(state, 'lock'), JSON.stringify(holder));
    const journal = readState('journal.jsonl');
    const refused = await runShakinstall(['init', '--rehearse', '--yes'], {cwd});
    expect(refused.exitCode).toBe(7);
    expect(refused.stderr).toContain('SHK_RUN_E0701');
    expect(refused.stderr).toContain(`process ${process.pid}`);
    expect(readState('journal.jsonl')).toBe(journal);
    rmSync(join(state, 'lock'));
  }, 60_000);
});

describe('the world as other clients see it', () => {
  const readVariables = async () => {
    const {stdout} = await runShakinstall(['rehearse', 'env', '--json'], {cwd});
    return (JSON.parse(stdout) as {variables: Record<string, string>}).variables;
  };

  it('gives shell lines that a shell takes', async () => {
    const {stdout} = await runShakinstall(['rehearse', 'env'], {cwd});
    const shell = await runProgram('sh', ['-euc', `${stdout}\nprintf %s "$KUBECONFIG"`], {cwd});
    expect(shell.stdout).toBe(join(state, 'kubeconfig'));
  }, 60_000);

  it('shows kubectl the namespaces', async ({skip}) => {
    needProgram('kubectl', skip);
    const seen = await runProgram('kubectl', ['get', 'ns', '-o', 'name'], {cwd, env: await readVariables()});
    expect(seen.stderr).toBe('');
    expect(seen.stdout).toContain('namespace/hyperplane-core\n');
    expect(seen.stdout).toContain('namespace/istio-system\n');
  }, 90_000);

  it('shows gcloud the cluster and its pools', async ({skip}) => {
    needProgram('gcloud', skip);
    const env = {...(await readVariables()), CLOUDSDK_CORE_PROJECT: 'shakudo-rehearsal'};
    const list = ['container', 'clusters', 'list', '--format=value(name,status)'];
    const clusters = await runProgram('gcloud', list, {cwd, env});
    expect(clusters.stdout.trim().split(/\s+/)).toEqual(['shakudo', 'RUNNING']);
  }, 60_000);
});
