import {expect, it} from 'vitest';
import {createTestCluster, project} from '../container/create-test-cluster.js';

const root = `/compute/v1/projects/${project}`;

it('gives every network a way to the internet, and takes it away', async () => {
  const {call, clock, cloud, uid} = await createTestCluster();
  expect(cloud.side.hasEgress?.(uid)).toBe(true);
  const {items} = (await call('GET', `${root}/global/routes?filter=destRange%3D%220.0.0.0/0%22`)).body;
  expect(items).toHaveLength(1);
  expect(items[0].nextHopGateway).toMatch(/\/default-internet-gateway$/);
  expect((await call('DELETE', `${root}/global/routes/${items[0].name}`)).status).toBe(200);
  await clock.advance(30_000);
  expect(cloud.side.hasEgress?.(uid)).toBe(false);
  await call('POST', `${root}/global/routes`, {
    name: 'out',
    network: 'global/networks/default',
    destRange: '0.0.0.0/0',
    nextHopGateway: 'global/gateways/default-internet-gateway',
  });
  expect(cloud.side.hasEgress?.(uid)).toBe(true);
});

it('connects peers that share no address, and shows their ranges as routes', async () => {
  const {call, clock} = await createTestCluster();
  for (const name of ['one', 'two'])
    await call('POST', `${root}/global/networks`, {name, autoCreateSubnetworks: false});
  await clock.advance(30_000);
  const subnetwork = (name: string, network: string, ipCidrRange: string) =>
    call('POST', `${root}/regions/us-central1/subnetworks`, {name, network: `global/networks/${network}`, ipCidrRange});
  await subnetwork('a', 'one', '10.0.0.0/20');
  await subnetwork('b', 'two', '10.1.0.0/20');
  const peer = (from: string, to: string) =>
    call('POST', `${root}/global/networks/${from}/addPeering`, {
      networkPeering: {name: `to-${to}`, network: `${root.slice('/compute/v1/'.length)}/global/networks/${to}`},
    });
  await peer('one', 'two');
  expect((await call('GET', `${root}/global/networks/one`)).body.peerings[0].state).toBe('INACTIVE');
  await peer('two', 'one');
  expect((await call('GET', `${root}/global/networks/one`)).body.peerings[0].state).toBe('ACTIVE');
  const routes = (await call('GET', `${root}/global/routes`)).body.items;
  expect(routes).toContainEqual(expect.objectContaining({destRange: '10.1.0.0/20', nextHopPeering: 'to-two'}));
  // What a peer has cannot be taken any more.
  expect((await subnetwork('c', 'one', '10.1.8.0/24')).status).toBe(400);
  await call('POST', `${root}/global/networks/two/removePeering`, {name: 'to-one'});
  expect((await call('GET', `${root}/global/networks/one`)).body.peerings[0].state).toBe('INACTIVE');
});
