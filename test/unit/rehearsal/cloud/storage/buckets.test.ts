import {expect, it} from 'vitest';
import {computeCrc32c} from '../../../../../src/rehearsal/cloud/storage/compute-crc32c.js';
import {createTestProject, project} from '../container/create-test-cluster.js';
import {strangerToken} from '../create-test-cloud.js';

it('keeps bucket names global and their location for good', async () => {
  const {call, cloud} = await createTestProject();
  cloud.seedWorld({projects: [{projectId: 'elsewhere', owners: ['stranger@example.com']}]});
  const create = (name: string, location: string) => call('POST', `/storage/v1/b?project=${project}`, {name, location});
  expect(
    (await call('POST', '/storage/v1/b?project=elsewhere', {name: 'taken', location: 'EU'}, strangerToken)).status,
  ).toBe(200);
  expect((await create('taken', 'US')).body.error.message).toContain('shared by all users of the system');
  expect((await call('GET', '/storage/v1/b/taken')).status).toBe(403);
  expect((await create('mine', 'us-central1')).status).toBe(200);
  expect((await create('mine', 'us-central1')).body.error.message).toContain('you already own it');
  expect((await create('Upper', 'US')).status).toBe(400);
  expect((await create('odd', 'mars-north1')).status).toBe(400);
  expect((await call('PATCH', '/storage/v1/b/mine', {location: 'EU'})).status).toBe(400);
});

it('computes CRC-32C', () => {
  expect(computeCrc32c(Buffer.from('123456789'))).toBe('4waSgw==');
});
