import {expect, it} from 'vitest';
import {createReadyProject, createTestCloud} from '../create-test-cloud.js';

it('tells a missing token from an unknown and an expired one', async () => {
  const {cloud, call, clock} = createTestCloud();
  const bare = await cloud.handle({method: 'GET', url: '/v1/projects', headers: {}, body: Buffer.from('')});
  expect(JSON.parse(bare.body.toString()).error).toMatchObject({
    code: 401,
    status: 'UNAUTHENTICATED',
    details: [{reason: 'CREDENTIALS_MISSING'}],
  });
  expect((await call('GET', '/v1/projects', undefined, 'who')).body.error.details[0].reason).toBe(
    'ACCESS_TOKEN_TYPE_UNSUPPORTED',
  );
  const state = cloud.snapshot();
  state.tokens.short = {email: 'owner@example.com', expiresAtMs: clock.now() + 1000};
  const again = createTestCloud({state, clock});
  expect((await again.call('GET', '/v1/projects', undefined, 'short')).status).toBe(200);
  await clock.advance(2000);
  expect((await again.call('GET', '/v1/projects', undefined, 'short')).body.error.details[0].reason).toBe(
    'ACCESS_TOKEN_EXPIRED',
  );
});

it('answers 501 to what it does not serve, and says so', async () => {
  const {call} = createTestCloud();
  const answer = await call('POST', '/v1/projects/p/locations/l/clusters/c:setMasterAuth', {});
  expect(answer).toMatchObject({
    status: 501,
    body: {error: {status: 'UNIMPLEMENTED', message: expect.stringContaining('is not served by this rehearsal')}},
  });
});

it('takes project numbers for ids, and `-` for the project of a service account', async () => {
  const test = createTestCloud();
  await createReadyProject(test);
  const {body: project} = await test.call('GET', '/v1/projects/acme-platform');
  expect((await test.call('GET', `/v1/projects/${project.projectNumber}`)).body.projectId).toBe('acme-platform');
  expect((await test.call('GET', `/v1/projects/${project.projectNumber}/locations/-/clusters`)).status).toBe(200);
  expect((await test.call('POST', `/v1/projects/${project.projectNumber}:getIamPolicy`, {})).status).toBe(200);
  const robot = `${project.projectNumber}-compute@developer.gserviceaccount.com`;
  expect((await test.call('GET', `/v1/projects/-/serviceAccounts/${robot}`)).body.email).toBe(robot);
});

it('lets who may impersonate an account have its token', async () => {
  const test = createTestCloud({traits: {grantLagMs: [0, 0]}});
  await createReadyProject(test);
  const {body: account} = await test.call('POST', '/v1/projects/acme-platform/serviceAccounts', {
    accountId: 'deployer',
  });
  await test.clock.advance(15_000);
  const generate = () =>
    test.call('POST', `/v1/projects/-/serviceAccounts/${account.email}:generateAccessToken`, {
      scope: ['https://www.googleapis.com/auth/cloud-platform'],
    });
  expect((await generate()).status).toBe(403);
  const policy = {bindings: [{role: 'roles/iam.serviceAccountTokenCreator', members: ['user:owner@example.com']}]};
  await test.call('POST', `/v1/${account.name}:setIamPolicy`, {policy});
  await test.clock.advance(1000);
  const {body} = await generate();
  expect(test.cloud.side.identify(body.accessToken)).toEqual({email: account.uniqueId, isServiceAccount: true});
});
