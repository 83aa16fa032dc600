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

it('joins a cluster whose creation was answered to nobody, and names a stockout and a permission revoked midway', async () => {
  const at = 'container\\.projects\\.locations\\.clusters\\.nodePools\\.create';
  expect(await say('inject', 'response-lost')).toContain('response-lost is in force');
  expect(await say('inject', 'stockout', '--set', 'machines=n2-.*')).toContain('stockout is in force');
  expect(await say('inject', 'permission-revoked', '--at-request', at)).toContain('waits for a request');
  const {exitCode, said} = await install();
  expect(said).toContain('✔ Create the cluster');
  expect(said).toMatch(/✖ Create node pool hyperplane-pool: .*SHK_/);
  expect(said).toMatch(/GCE_STOCKOUT|does not have enough resources/);
  expect(said).toMatch(/requires one of \["container\.\w+\.\w+"\] permission/);
  expect(exitCode).toBe(5);
  expect(await say('withdraw', '--all')).toContain('permission-revoked');
}, 90_000);

it('does not go on to webhooks whose port stays closed', async () => {
  await say('inject', 'webhook-port-closed');
  const {exitCode, said} = await install();
  expect(said).toMatch(/✖ Open the webhooks’ ports to the control plane|failed calling webhook/);
  expect(exitCode).toBe(5);
  await say('withdraw', 'webhook-port-closed');
}, 90_000);

it('converges once nothing is wrong any more', async () => {
  const {exitCode, said} = await install();
  expect(said).toContain('The platform is up.');
  expect(exitCode).toBe(0);
}, 90_000);
