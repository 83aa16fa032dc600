import {describe, expect, it} from 'vitest';
import {createReadyProject, createTestCloud, strangerToken, type TestCloud} from '../create-test-cloud.js';

const project = 'acme-platform';
const organization = 'organizations/1234567890';

async function open(): Promise<TestCloud> {
  const test = createTestCloud();
  await createReadyProject(test, project);
  await test.call('POST', `/v1/projects/${project}/services:batchEnable`, {serviceIds: ['orgpolicy.googleapis.com']});
  await test.clock.advance(180_000);
  return test;
}

const read = (test: TestCloud, constraint: string, token?: string) =>
  test.call('GET', `/v2/projects/${project}/policies/${constraint}:getEffectivePolicy`, undefined, token);

describe('organization policies', () => {
  it('are inherited from above, overridden below, and open where nobody set one', async () => {
    const test = await open();
    const constraint = 'iam.disableServiceAccountKeyCreation';
    expect((await read(test, constraint)).body.spec.rules).toEqual([{enforce: false}]);
    expect((await read(test, 'gcp.resourceLocations')).body.spec.rules).toEqual([{allowAll: true}]);
    const set = (resource: string, enforce: boolean) =>
      test.cloud.intervene({kind: 'set-org-policy', resource, constraint, rules: [{enforce}]});
    set(organization, true);
    expect((await read(test, constraint)).body.spec.rules).toEqual([{enforce: true}]);
    set(`projects/${project}`, false);
    expect((await read(test, constraint)).body.spec.rules).toEqual([{enforce: false}]);
  });

  it('are not shown to everybody, and not known by every name', async () => {
    const test = await open();
    const denied = await read(test, 'gcp.resourceLocations', strangerToken);
    expect(denied.status).toBe(403);
    expect(denied.body.error.details[0].metadata.permission).toBe('orgpolicy.policy.get');
    expect((await read(test, 'no.such')).status).toBe(404);
  });

  it('refuse keys, accounts, locations and services even to an owner', async () => {
    const test = await open();
    const accounts = `/v1/projects/${project}/serviceAccounts`;
    await test.call('POST', accounts, {accountId: 'deployer'});
    await test.clock.advance(60_000);
    const set = (constraint: string, rule: object) =>
      test.cloud.intervene({kind: 'set-org-policy', resource: organization, constraint, rules: [rule]});
    set('iam.managed.disableServiceAccountKeyCreation', {enforce: true});
    set('iam.disableServiceAccountCreation', {enforce: true});
    set('gcp.resourceLocations', {values: {allowedValues: ['in:europe-locations']}});
    set('gcp.restrictServiceUsage', {values: {deniedValues: ['dns.googleapis.com']}});

    const key = await test.call('POST', `${accounts}/deployer@${project}.iam.gserviceaccount.com/keys`, {});
    expect([key.status, key.body.error.status]).toEqual([400, 'FAILED_PRECONDITION']);
    expect(key.body.error.message).toBe('Key creation is not allowed on this service account.');
    expect((await test.call('POST', accounts, {accountId: 'another'})).status).toBe(400);
    const insert = (name: string, location: string) =>
      test.call('POST', `/storage/v1/b?project=${project}`, {name, location});
    expect((await insert('acme-us', 'US-EAST1')).status).toBe(412);
    expect((await insert('acme-eu', 'EUROPE-WEST1')).status).toBe(200);
    expect((await test.call('GET', `/dns/v1/projects/${project}/managedZones`)).status).toBe(403);
    expect((await test.call('GET', `/compute/v1/projects/${project}/zones`)).status).toBe(200);
  });
});
