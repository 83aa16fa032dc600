import {execFileSync} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {afterEach, expect, it} from 'vitest';
import {createWorkingDirectory, removeWorkingDirectory, runShakinstall} from './run-shakinstall.js';

const directories: string[] = [];
afterEach(async () => {
  for (const directory of directories.splice(0)) await removeWorkingDirectory(directory);
}, 60_000);

const open = () => {
  const directory = createWorkingDirectory();
  directories.push(directory);
  return directory;
};
const shakinstall = async (cwd: string, ...args: string[]) => {
  const ended = await runShakinstall(args, {cwd});
  if (ended.exitCode !== 0) throw new Error(`${args.join(' ')}: ${ended.exitCode} ${ended.stdout} ${ended.stderr}`);
  return ended.stdout;
};

interface Address {
  readonly apiRoot: string;
  readonly pid: number;
}
const rehearsal = (directory: string, ...path: string[]) => join(directory, '.shakinstall', 'rehearsal', ...path);
const addressOf = (directory: string): Address =>
  JSON.parse(readFileSync(rehearsal(directory, 'environment.json'), 'utf8'));

async function ask(directory: string, method: string, path: string, body?: unknown) {
  const token = readFileSync(rehearsal(directory, 'operator-token'), 'utf8').trim();
  const answer = await fetch(`${addressOf(directory).apiRoot}${path}`, {
    method,
    headers: {authorization: `Bearer ${token}`, 'content-type': 'application/json'},
    ...(body === undefined ? {} : {body: JSON.stringify(body)}),
  });
  // biome-ignore lint/suspicious/noExplicitAny: an open record
  return {status: answer.status, body: (await answer.json()) as any};
}

const records = '/dns/v1/projects/rehearsal-dns/managedZones/rehearsal-example/rrsets';
const addRecord = (directory: string, name: string) =>
  ask(directory, 'POST', records, {name: `${name}.rehearsal.example.`, type: 'A', ttl: 60, rrdatas: ['192.0.2.1']});
const listRecords = async (directory: string): Promise<string[]> =>
  (await ask(directory, 'GET', records)).body.rrsets
    .filter(({type}: {type: string}) => type === 'A')
    .map(({name}: {name: string}) => name.split('.')[0])
    .sort();

const isGone = (pid: number) => {
  try {
    process.kill(pid, 0);
    // A zombie waits for a parent that has no interest in it.
    return /State:\s+Z/.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return true;
  }
};
async function kill(pid: number) {
  process.kill(pid, 'SIGKILL');
  while (!isGone(pid)) await wait(5);
}

it('goes back to a snapshot, with the files of that moment, even after a reset', async () => {
  const here = open();
  await shakinstall(here, 'rehearse', 'env');
  await addRecord(here, 'one');
  mkdirSync(rehearsal(here, 'deployments', 'prod'), {recursive: true});
  writeFileSync(rehearsal(here, 'deployments', 'prod', 'key'), 'first');
  await shakinstall(here, 'rehearse', 'snapshot', 'early');
  await addRecord(here, 'two');
  writeFileSync(rehearsal(here, 'deployments', 'prod', 'key'), 'second');
  writeFileSync(rehearsal(here, 'deployments', 'prod', 'later'), 'more');
  const {apiRoot} = addressOf(here);
  await shakinstall(here, 'rehearse', 'restore', 'early');
  expect(await listRecords(here)).toEqual(['one']);
  expect(addressOf(here).apiRoot).toBe(apiRoot);
  expect(readFileSync(rehearsal(here, 'deployments', 'prod', 'key'), 'utf8')).toBe('first');
  expect(existsSync(rehearsal(here, 'deployments', 'prod', 'later'))).toBe(false);
  await shakinstall(here, 'rehearse', 'reset');
  expect(JSON.parse(await shakinstall(here, 'rehearse', 'snapshot', '--json'))).toMatchObject([{name: 'early'}]);
  await shakinstall(here, 'rehearse', 'restore', 'early');
  expect(await listRecords(here)).toEqual(['one']);
}, 60_000);

it('lets a world go on twice, side by side', async () => {
  const here = open();
  const there = open();
  await shakinstall(here, 'rehearse', 'env');
  await addRecord(here, 'shared');
  mkdirSync(rehearsal(here, 'deployments', 'prod'), {recursive: true});
  const {apiRoot} = addressOf(here);
  writeFileSync(rehearsal(here, 'deployments', 'prod', 'settings'), `root: ${apiRoot}\n`);
  await shakinstall(here, 'rehearse', 'fork', there);
  await shakinstall(there, 'rehearse', 'env');
  expect(addressOf(there).apiRoot).not.toBe(apiRoot);
  await addRecord(there, 'theirs');
  await addRecord(here, 'ours');
  expect([await listRecords(here), await listRecords(there)]).toEqual([
    ['ours', 'shared'],
    ['shared', 'theirs'],
  ]);
  expect(readFileSync(rehearsal(there, 'deployments', 'prod', 'settings'), 'utf8')).toBe(
    `root: ${addressOf(there).apiRoot}\n`,
  );
  const again = await runShakinstall(['rehearse', 'fork', there], {cwd: here});
  expect([again.exitCode, again.stderr + again.stdout]).toEqual([2, expect.stringContaining('SHK_REHEARSE_E1406')]);
}, 60_000);

it('is the old snapshot or the new one, whenever its writing is killed', async () => {
  const here = open();
  await shakinstall(here, 'rehearse', 'env');
  await addRecord(here, 'old');
  await shakinstall(here, 'rehearse', 'snapshot', 'only');
  const file = join(here, '.shakinstall', 'rehearsal-snapshots', 'only.world');
  for (let round = 0; round < 8; round++) {
    const {mtimeMs} = statSync(file);
    await addRecord(here, `round-${round}`);
    const present = await listRecords(here);
    const {pid} = addressOf(here);
    const taking = ask(here, 'POST', '/_rehearsal/snapshots', {file}).catch(() => {});
    await wait(2 * round);
    await kill(pid);
    await taking;
    const isNew = statSync(file).mtimeMs !== mtimeMs;
    await shakinstall(here, 'rehearse', 'restore', 'only');
    const restored = await listRecords(here);
    expect(restored).toEqual(isNew ? present : present.filter((name) => name !== `round-${round}`));
  }
}, 120_000);

it('finishes a restore that was killed', async () => {
  const here = open();
  await shakinstall(here, 'rehearse', 'env');
  await addRecord(here, 'kept');
  await shakinstall(here, 'rehearse', 'snapshot', 'goal');
  await addRecord(here, 'lost');
  await shakinstall(here, 'rehearse', 'stop');
  // As it stands when the world is killed after the files beside it were taken away.
  execFileSync('cp', [
    join(here, '.shakinstall', 'rehearsal-snapshots', 'goal.world'),
    rehearsal(here, 'restore.pending'),
  ]);
  execFileSync('rm', ['-rf', rehearsal(here, 'deployments'), rehearsal(here, 'operator-token')]);
  await shakinstall(here, 'rehearse', 'env');
  expect(await listRecords(here)).toEqual(['kept']);
  expect(existsSync(rehearsal(here, 'restore.pending'))).toBe(false);
}, 60_000);
