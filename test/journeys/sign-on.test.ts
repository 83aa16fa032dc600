import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, expect, it} from 'vitest';
import {createWorkingDirectory, projectRoot, removeWorkingDirectory, runShakinstall} from './run-shakinstall.js';

const cwd = createWorkingDirectory();
const state = join(cwd, '.shakinstall', 'rehearsal', 'deployments', 'rehearsal');
const templates = join(projectRoot, 'templates');

const writeConfig = (sso: string) => {
  const text = readFileSync(join(templates, 'config', 'rehearsal.yaml'), 'utf8');
  const release = text.replace('../platform', join(templates, 'platform'));
  writeFileSync(join(cwd, 'shakinstall.yaml'), `${release}\nsso: ${sso}\n`);
};
const google = (clientId: string) =>
  `{provider: google, clientId: ${clientId}, clientSecret: env:SSO_SECRET, hostedDomain: acme.example}`;

const init = (secret: string) =>
  runShakinstall(['init', '--rehearse', '--yes'], {
    cwd,
    env: {SSO_SECRET: secret, SHAKINSTALL_CONFIG: 'shakinstall.yaml'},
  });

afterAll(() => removeWorkingDirectory(cwd), 60_000);

it('says before anything begins that the client secret is not there', async () => {
  writeConfig(google('first.example'));
  const {exitCode, stderr} = await init('');
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining('SHK_CONFIG_E0022')]);
  expect(stderr).toContain('Nothing was changed.');
}, 60_000);

it('connects the identity provider to Keycloak’s realm, and tells its redirect address and no secret', async () => {
  const {exitCode, stdout, stderr} = await init('secret-one');
  expect(exitCode, stdout + stderr).toBe(0);
  expect(stdout).toContain('✔ Connect google as identity provider');
  expect(stdout).toContain('https://platform.rehearsal.example/auth/realms/Hyperplane/broker/google/endpoint');
  expect(stdout + stderr + readFileSync(join(state, 'journal.jsonl'), 'utf8')).not.toContain('secret-one');
}, 120_000);

it('changes nothing the second time, and the provider alone where its secret changed', async () => {
  expect((await init('secret-one')).stdout).toContain('Nothing to change.');
  const {stdout} = await init('secret-two');
  expect(stdout).toContain('✔ Connect google as identity provider');
  expect(stdout).toMatch(/ 1 of \d+ steps changed something/);
  expect((await init('secret-two')).stdout).toContain('Nothing to change.');
}, 120_000);
