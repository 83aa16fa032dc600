import {afterAll, expect, it} from 'vitest';
import {createWorkingDirectory, removeWorkingDirectory, runShakinstall} from './run-shakinstall.js';

const cwd = createWorkingDirectory();
afterAll(() => removeWorkingDirectory(cwd), 60_000);

const run = (...args: string[]) => runShakinstall(args, {cwd});
const say = async (...args: string[]) => {
  const {exitCode, stdout, stderr} = await run('rehearse', ...args);
  expect([exitCode, stderr]).toEqual([0, '']);
  return stdout;
};
const install = async () => {
  const {exitCode, stdout, stderr} = await run('init', '--rehearse', '--yes');
  return {exitCode, said: stdout + stderr};
};
/** What a run ended with and what it said: a failure shows the whole of it. */
const expectEnd = ({exitCode, said}: Awaited<ReturnType<typeof install>>, wanted: number) =>
  expect(exitCode, said).toBe(wanted);

it('joins a cluster whose creation was answered to nobody, and names a stockout and a permission revoked midway', async () => {
  const at = 'container\\.projects\\.locations\\.clusters\\.nodePools\\.create';
  expect(await say('inject', 'response-lost')).toContain('response-lost is in force');
  expect(await say('inject', 'stockout', '--set', 'machines=n2-.*')).toContain('stockout is in force');
  expect(await say('inject', 'permission-revoked', '--at-request', at)).toContain('waits for a request');
  const ended = await install();
  expectEnd(ended, 5);
  const {said} = ended;
  expect(said).toContain('✔ Create the cluster');
  expect(said).toMatch(/✖ Create node pool hyperplane-pool: .*SHK_/);
  expect(said).toMatch(/GCE_STOCKOUT|does not have enough resources/);
  expect(said).toMatch(/requires one of \["container\.\w+\.\w+"\] permission/);
  expect(await say('withdraw', '--all')).toContain('permission-revoked');
}, 90_000);

it('does not go on to webhooks whose port stays closed', async () => {
  await say('inject', 'webhook-port-closed');
  const ended = await install();
  expectEnd(ended, 5);
  expect(ended.said).toMatch(/✖ Open the webhooks’ ports to the control plane|failed calling webhook/);
  await say('withdraw', 'webhook-port-closed');
}, 90_000);

it('converges once nothing is wrong any more', async () => {
  const ended = await install();
  expectEnd(ended, 0);
  expect(ended.said).toContain('The platform is up.');
}, 90_000);
