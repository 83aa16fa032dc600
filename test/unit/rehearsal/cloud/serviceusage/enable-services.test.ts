import {expect, it} from 'vitest';
import {createTestCloud} from '../create-test-cloud.js';

const project = 'acme-platform';

it('enables an API only with billing, with its dependencies, and lets it be felt later', async () => {
  const test = createTestCloud({traits: {enableLagMs: [45_000, 45_000]}});
  await test.call('POST', '/v1/projects', {projectId: project, parent: {type: 'organization', id: '1234567890'}});
  await test.clock.advance(20_000);
  const services = `/v1/projects/${project}/services`;
  const refused = await test.call('POST', `${services}/container.googleapis.com:enable`, {});
  expect(refused.body.error).toMatchObject({code: 400, status: 'FAILED_PRECONDITION'});
  await test.call('PUT', `/v1/projects/${project}/billingInfo`, {
    billingAccountName: 'billingAccounts/000000-111111-222222',
  });
  const {body: operation} = await test.call('POST', `${services}/container.googleapis.com:enable`, {});
  expect((await test.call('GET', `/v1/${operation.name}`)).body.done).toBeUndefined();
  for (let seconds = 0; seconds < 70 && !(await test.call('GET', `/v1/${operation.name}`)).body.done; seconds += 5)
    await test.clock.advance(5_000);
  const {body: listed} = await test.call('GET', `${services}?filter=state:ENABLED&pageSize=200`);
  expect(listed.services.map((service: {config: {name: string}}) => service.config.name)).toContain(
    'compute.googleapis.com',
  );
  const early = await test.call('GET', `/v1/projects/${project}/locations/-/clusters`);
  expect(early.body.error.details[0]).toMatchObject({
    reason: 'SERVICE_DISABLED',
    metadata: {service: 'container.googleapis.com'},
  });
  await test.clock.advance(50_000);
  expect((await test.call('GET', `/v1/projects/${project}/locations/-/clusters`)).status).toBe(200);
  const {body: networks} = await test.call('GET', `/compute/v1/projects/${project}/global/networks`);
  expect(networks.items[0]).toMatchObject({name: 'default', autoCreateSubnetworks: true});
  expect((await test.call('GET', `/compute/v1/projects/${project}/global/firewalls`)).body.items).toHaveLength(4);
  expect((await test.call('POST', `${services}/compute.googleapis.com:disable`, {})).body.error.message).toContain(
    'is depended on by',
  );
  expect((await test.call('POST', `${services}/painting.googleapis.com:enable`, {})).status).toBe(403);
});

it('keeps a deleted project’s id for thirty days', async () => {
  const test = createTestCloud();
  const body = {projectId: project, parent: {type: 'organization', id: '1234567890'}};
  await test.call('POST', '/v1/projects', body);
  await test.clock.advance(20_000);
  expect((await test.call('DELETE', `/v1/projects/${project}`)).status).toBe(200);
  expect((await test.call('GET', `/v1/projects/${project}`)).body.lifecycleState).toBe('DELETE_REQUESTED');
  expect((await test.call('GET', `/v1/projects/${project}/serviceAccounts`)).body.error.message).toContain(
    'has been deleted',
  );
  expect((await test.call('POST', '/v1/projects', body)).status).toBe(409);
  await test.clock.advance(31 * 86_400_000);
  expect((await test.call('POST', '/v1/projects', body)).status).toBe(200);
});
