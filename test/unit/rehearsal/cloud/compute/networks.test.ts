import {expect, it} from 'vitest';
import {createTestCluster, createTestProject, project, zone} from '../container/create-test-cluster.js';

const root = `/compute/v1/projects/${project}`;

it('refuses overlapping ranges, in one network only', async () => {
  const {call, clock} = await createTestProject();
  for (const name of ['one', 'two'])
    await call('POST', `${root}/global/networks`, {name, autoCreateSubnetworks: false});
  await clock.advance(30_000);
  const create = (name: string, network: string, ipCidrRange: string, extra = {}) =>
    call('POST', `${root}/regions/us-central1/subnetworks`, {
      name,
      network: `global/networks/${network}`,
      ipCidrRange,
      ...extra,
    });
  expect((await create('a', 'one', '10.0.0.0/16')).status).toBe(200);
  expect((await create('b', 'one', '10.0.128.0/20')).body.error.message).toContain(
    "conflicts with existing subnetwork 'a'",
  );
  expect((await create('b', 'two', '10.0.128.0/20')).status).toBe(200);
  expect((await create('c', 'one', '10.1.0.1/16')).body.error.errors[0].reason).toBe('invalid');
  const secondaryIpRanges = [
    {rangeName: 'pods', ipCidrRange: '10.8.0.0/14'},
    {rangeName: 'services', ipCidrRange: '10.10.0.0/20'},
  ];
  expect((await create('d', 'one', '10.2.0.0/16', {secondaryIpRanges})).status).toBe(400);
});

it('refuses to delete what is in use', async () => {
  const {call, clock, cloud, uid} = await createTestCluster();
  const balancer = cloud.side.acquireAddress(uid, {namespace: 'n', name: 's', isInternal: false, ports: [80]});
  expect(balancer).toHaveProperty('address');
  expect((await call('DELETE', `${root}/global/networks/default`)).body.error.message).toMatch(
    /already being used by 'projects\/acme-platform\/zones\/us-central1-a\/instances\/gke-prod/,
  );
  expect((await call('DELETE', `${root}/regions/us-central1/subnetworks/default`)).status).toBe(400);
  await call('POST', `${root}/regions/us-central1/addresses`, {name: 'ingress'});
  await clock.advance(10_000);
  const {body} = await call('GET', `${root}/regions/us-central1/addresses/ingress`);
  expect(
    cloud.side.acquireAddress(uid, {
      namespace: 'n',
      name: 'fixed',
      isInternal: false,
      ports: [443],
      requestedIp: body.address,
    }),
  ).toEqual({address: body.address});
  expect((await call('GET', `${root}/regions/us-central1/addresses/ingress`)).body.status).toBe('IN_USE');
  expect((await call('DELETE', `${root}/regions/us-central1/addresses/ingress`)).status).toBe(400);
});

it('counts quotas and refuses what would exceed them', async () => {
  const {call, cloud} = await createTestProject();
  cloud.seedWorld({
    quotas: [
      {projectId: project, region: 'us-central1', metric: 'SSD_TOTAL_GB', limit: 500},
      {projectId: project, metric: 'FIREWALLS', limit: 5},
      {projectId: project, region: '*', metric: 'STATIC_ADDRESSES', limit: 1},
    ],
  });
  const disk = (name: string, sizeGb: number) =>
    call('POST', `${root}/zones/${zone}/disks`, {name, sizeGb, type: `zones/${zone}/diskTypes/pd-ssd`});
  expect((await disk('one', 400)).status).toBe(200);
  expect((await disk('two', 200)).body.error).toMatchObject({
    code: 403,
    message: "Quota 'SSD_TOTAL_GB' exceeded.  Limit: 500.0 in region us-central1.",
  });
  const rule = (name: string) => call('POST', `${root}/global/firewalls`, {name, allowed: [{IPProtocol: 'tcp'}]});
  expect((await rule('fifth')).status).toBe(200);
  expect((await rule('sixth')).status).toBe(403);
  expect((await call('POST', `${root}/regions/us-east1/addresses`, {name: 'a'})).status).toBe(200);
  expect((await call('POST', `${root}/regions/us-east1/addresses`, {name: 'b'})).status).toBe(403);
  const {body} = await call('GET', `${root}/regions/us-central1`);
  expect(body.quotas).toContainEqual({metric: 'SSD_TOTAL_GB', limit: 500, usage: 400});
});

it('takes a cluster’s pods from the subnetwork’s space, and gives it back', async () => {
  const {call, clock} = await createTestCluster();
  const {body: before} = await call('GET', `${root}/regions/us-central1/subnetworks/default`);
  const pods = before.secondaryIpRanges.find(({rangeName}: {rangeName: string}) =>
    rangeName.startsWith('gke-prod-pods-'),
  );
  const body = {
    name: 'late',
    network: 'global/networks/default',
    ipCidrRange: pods.ipCidrRange.replace(/\/\d+$/, '/24'),
  };
  expect((await call('POST', `${root}/regions/us-east1/subnetworks`, body)).status).toBe(400);
  await call('DELETE', `/v1/projects/${project}/locations/${zone}/clusters/prod`);
  await clock.advance(400_000);
  expect((await call('GET', `${root}/regions/us-central1/subnetworks/default`)).body.secondaryIpRanges).toBeUndefined();
});
