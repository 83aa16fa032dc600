import {expect, it} from 'vitest';
import {createReadyProject, createTestCloud, strangerToken} from '../create-test-cloud.js';

const project = 'acme-platform';
const policyPath = `/v1/projects/${project}`;
const stranger = 'user:stranger@example.com';

async function grant(test: ReturnType<typeof createTestCloud>, role: string, member: string) {
  const {body} = await test.call('POST', `${policyPath}:getIamPolicy`, {});
  return test.call('POST', `${policyPath}:setIamPolicy`, {
    policy: {...body, bindings: [...body.bindings, {role, members: [member]}]},
  });
}

const canList = (test: ReturnType<typeof createTestCloud>) =>
  test.call('GET', `/v1/projects/${project}/locations/-/clusters`, undefined, strangerToken);

it('lets a grant be felt after a while, and its withdrawal too', async () => {
  const test = createTestCloud({traits: {grantLagMs: [30_000, 30_000]}});
  await createReadyProject(test);
  const {body: before} = await test.call('POST', `${policyPath}:getIamPolicy`, {});
  await grant(test, 'roles/container.viewer', stranger);
  expect((await canList(test)).status).toBe(403);
  await test.clock.advance(31_000);
  expect((await canList(test)).status).toBe(200);
  const {body: now} = await test.call('POST', `${policyPath}:getIamPolicy`, {});
  await test.call('POST', `${policyPath}:setIamPolicy`, {policy: {...before, etag: now.etag}});
  expect((await canList(test)).status).toBe(200);
  await test.clock.advance(31_000);
  expect((await canList(test)).status).toBe(403);
});

it('inherits from folders and organizations', async () => {
  const test = createTestCloud();
  test.cloud.seedWorld({
    folders: [{id: '55', displayName: 'f', parent: 'organizations/1234567890'}],
    projects: [{projectId: project, parent: 'folders/55', services: ['container.googleapis.com']}],
    users: [
      {
        email: 'auditor@example.com',
        token: 'auditor',
        grants: [{resource: 'organizations/1234567890', role: 'roles/container.viewer'}],
      },
    ],
  });
  expect((await test.call('GET', `/v1/projects/${project}/locations/-/clusters`, undefined, 'auditor')).status).toBe(
    200,
  );
  expect((await test.call('GET', `/compute/v1/projects/${project}/zones`, undefined, 'auditor')).status).toBe(403);
});

it('honours custom roles and refuses unknown permissions in them', async () => {
  const test = createTestCloud({traits: {grantLagMs: [0, 0]}});
  await createReadyProject(test);
  const roles = `/v1/projects/${project}/roles`;
  expect(
    (await test.call('POST', roles, {roleId: 'lister', role: {includedPermissions: ['container.clusters.listen']}}))
      .status,
  ).toBe(400);
  await test.call('POST', roles, {
    roleId: 'lister',
    role: {title: 'Lister', stage: 'GA', includedPermissions: ['container.clusters.list']},
  });
  await grant(test, `projects/${project}/roles/lister`, stranger);
  expect((await canList(test)).status).toBe(200);
  await test.call('DELETE', `${roles}/lister`);
  expect((await canList(test)).status).toBe(403);
});

it.each([
  [{role: 'roles/container.viewer', members: ['serviceAccount:ghost@acme-platform.iam.gserviceaccount.com']}, 400],
  [{role: 'roles/container.imaginary', members: [stranger]}, 400],
  [{role: 'roles/container.viewer', members: ['stranger']}, 400],
  [{role: 'roles/container.viewer', members: [stranger], condition: {expression: 'true'}}, 501],
])('refuses the binding %j with %i', async (binding, status) => {
  const test = createTestCloud();
  await createReadyProject(test);
  expect((await test.call('POST', `${policyPath}:setIamPolicy`, {policy: {bindings: [binding]}})).status).toBe(status);
});

it('answers testIamPermissions to anybody, with what he holds', async () => {
  const test = createTestCloud();
  await createReadyProject(test);
  const permissions = ['container.clusters.create', 'compute.firewalls.create'];
  expect((await test.call('POST', `${policyPath}:testIamPermissions`, {permissions})).body).toEqual({permissions});
  expect((await test.call('POST', `${policyPath}:testIamPermissions`, {permissions}, strangerToken)).body).toEqual({});
});

it('forgets tokens and grants of a service account that is deleted or disabled', async () => {
  const test = createTestCloud({traits: {grantLagMs: [0, 0]}});
  await createReadyProject(test);
  const {body} = await test.call('POST', `/v1/projects/${project}/serviceAccounts`, {accountId: 'deployer'});
  expect(
    (await test.call('POST', `/v1/projects/${project}/serviceAccounts`, {accountId: 'deployer'})).body.error.message,
  ).toBe('Service account deployer already exists within project projects/acme-platform.');
  await test.clock.advance(15_000);
  await grant(test, 'roles/container.viewer', `serviceAccount:${body.email}`);
  expect((await test.call('POST', `/v1/${body.name}:disable`, {})).status).toBe(200);
  expect((await test.call('GET', `/v1/${body.name}`)).body.disabled).toBe(true);
  expect((await test.call('DELETE', `/v1/${body.name}`)).status).toBe(200);
  expect((await test.call('GET', `/v1/${body.name}`)).status).toBe(404);
});
