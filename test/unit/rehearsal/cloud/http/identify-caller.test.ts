import {expect, it} from 'vitest';
import {createTestCloud} from '../create-test-cloud.js';

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
