import fc from 'fast-check';
import {expect, it} from 'vitest';
import {cloudRoutes} from '../../../../src/rehearsal/cloud/routes.js';
import {createTestCluster, project, zone} from './container/create-test-cluster.js';

/** Values that a path's parameter may take: right ones, wrong ones and odd ones. */
const known: Readonly<Record<string, readonly string[]>> = {
  project: [project, '-', 'elsewhere'],
  id: [project],
  version: ['v1', 'v1beta1'],
  location: [zone, 'us-central1', '-'],
  zone: [zone, 'nowhere-a'],
  region: ['us-central1', 'nowhere'],
  place: [zone, 'us-central1'],
  cluster: ['prod', 'none'],
  pool: ['default-pool', 'none'],
  name: ['default', 'none', 'default-allow-ssh'],
  service: ['container.googleapis.com', 'none'],
  account: ['nobody@acme-platform.iam.gserviceaccount.com', '000000-111111-222222'],
};

const fields = [
  'name',
  'cluster',
  'nodePool',
  'config',
  'policy',
  'bindings',
  'members',
  'network',
  'allowed',
  'ports',
  'ipCidrRange',
  'additions',
  'rrdatas',
  'serviceIds',
  'update',
  'sizeGb',
  'labels',
  'autoscaling',
  'accelerators',
  'taints',
  'privateClusterConfig',
  'ipAllocationPolicy',
  'projectId',
  'parent',
  'role',
  'nats',
  'sourceRanges',
  'permissions',
  'serviceAccount',
  'location',
  'secondaryIpRanges',
];
const leaf = fc.oneof(
  fc.constantFrom('', 'x', 'default', '10.0.0.0/8', 'global/networks/default', '*.acme.test.', 'Ünïcode ✓'),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);
const {body} = fc.letrec((tie) => ({
  body: fc.oneof(
    {depthSize: 'small', withCrossShrink: true},
    leaf,
    fc.array(tie('body'), {maxLength: 3}),
    fc.dictionary(fc.constantFrom(...fields), tie('body'), {maxKeys: 5}),
  ),
}));

const request = fc.constantFrom(...cloudRoutes).chain((route) => {
  const path = route.path.replace(/<([^>|]+)[^>]*>/g, '$1');
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const values = fc.tuple(...names.map((name) => fc.constantFrom(...(known[name] ?? ['some', 'a%20b']))));
  return fc.record({
    method: fc.constant(route.verb),
    url: values.map((chosen) =>
      names.reduce((url, name, index) => url.replace(`{${name}}`, chosen[index] ?? ''), path),
    ),
    body,
  });
});

it('answers every request in some way, whatever it holds', async () => {
  const {cloud} = await createTestCluster();
  await fc.assert(
    fc.asyncProperty(request, async ({method, url, body: sent}) => {
      const answer = await cloud.handle({
        method,
        url,
        headers: {authorization: 'Bearer owner-token', 'content-type': 'application/json'},
        body: Buffer.from(JSON.stringify(sent)),
      });
      if (url.includes('/wait')) return;
      expect({method, url, sent, status: answer.status, is: answer.status >= 200 && answer.status < 502}).toMatchObject(
        {is: true},
      );
      expect(JSON.parse(JSON.stringify(cloud.snapshot()))).toEqual(cloud.snapshot());
    }),
    {numRuns: 800},
  );
}, 60_000);

it.each(['%E0%A4%A', '/v1/projects/%zz', '/storage/v1/b/%'])('refuses the malformed address %s', async (url) => {
  const {cloud} = await createTestCluster();
  const answer = await cloud.handle({
    method: 'GET',
    url,
    headers: {authorization: 'Bearer owner-token'},
    body: Buffer.from(''),
  });
  expect([400, 404, 501]).toContain(answer.status);
});
