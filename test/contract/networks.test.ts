import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Networks} from '../../src/model/ports/networks.js';
import {type OpenWorld, openWorld} from '../worlds/open-world.js';
import {worlds} from '../worlds/worlds.js';

const project = 'acme-shakudo';
const region = 'northamerica-northeast1';
const base = `/compute/v1/projects/${project}`;
let world: OpenWorld;
let networks: Networks;

beforeAll(async () => {
  const definition = worlds.find(({name}) => name === 'private-cluster');
  if (definition === undefined) throw new Error('the world of the private cluster is gone');
  world = await openWorld({
    ...definition,
    async prepare(preparation) {
      await definition.prepare?.(preparation);
      const {call} = preparation;
      const wait = async (operation: unknown, scope: string) =>
        call('POST', `${base}/${scope}/operations/${(operation as {name: string}).name}/wait`);
      await wait(await call('POST', `${base}/global/networks`, {name: 'data', autoCreateSubnetworks: false}), 'global');
      const subnetwork = {name: 'data', network: 'global/networks/data', ipCidrRange: '10.60.0.0/20'};
      await wait(await call('POST', `${base}/regions/${region}/subnetworks`, subnetwork), `regions/${region}`);
      for (const [from, to] of [
        ['acme-network', 'data'],
        ['data', 'acme-network'],
      ] as const)
        await wait(
          await call('POST', `${base}/global/networks/${from}/addPeering`, {
            networkPeering: {name: `to-${to}`, network: `projects/${project}/global/networks/${to}`},
          }),
          'global',
        );
      const firewall = {
        name: 'closed',
        network: 'global/networks/acme-network',
        priority: 900,
        denied: [{IPProtocol: 'tcp', ports: ['15000-15100']}],
        targetTags: ['web'],
        sourceRanges: ['172.16.0.0/12'],
      };
      await wait(await call('POST', `${base}/global/firewalls`, firewall), 'global');
      const router = {
        name: 'way-out',
        network: 'global/networks/acme-network',
        nats: [
          {
            name: 'nat',
            natIpAllocateOption: 'AUTO_ONLY',
            sourceSubnetworkIpRangesToNat: 'ALL_SUBNETWORKS_ALL_IP_RANGES',
          },
        ],
      };
      await wait(await call('POST', `${base}/regions/${region}/routers`, router), `regions/${region}`);
    },
  });
  networks = world.workspace.ports.operator.networks;
}, 60_000);

afterAll(() => world.close());

describe('the networks port', () => {
  it('knows a network with its peers, and what is none', async () => {
    expect(await networks.get(project, 'acme-network')).toEqual({
      name: 'acme-network',
      isAuto: false,
      peerings: [{name: 'to-data', network: `projects/${project}/global/networks/data`, state: 'ACTIVE'}],
      isPolicyFirst: false,
    });
    expect(await networks.get(project, 'missing')).toBeUndefined();
  });

  it('lists the subnetworks of one network', async () => {
    expect(await networks.listSubnetworks(project, 'acme-network')).toEqual([
      {name: 'acme-montreal', region, cidr: '10.20.0.0/20', secondaryRanges: [], isPrivateAccess: false},
    ]);
  });

  it('lists the routes to the internet and to peers', async () => {
    const routes = await networks.listRoutes(project, 'acme-network');
    expect(routes.map(({destination, nextHop}) => [destination, nextHop.kind, nextHop.name]).sort()).toEqual([
      ['0.0.0.0/0', 'internet', 'default-internet-gateway'],
      ['10.20.0.0/20', 'network', 'acme-network'],
      ['10.60.0.0/20', 'peering', 'to-data'],
    ]);
  });

  it('lists what decides on traffic', async () => {
    const layers = await networks.listRuleLayers(project, 'acme-network');
    expect(layers).toHaveLength(1);
    expect(layers[0]?.rules).toEqual([
      expect.objectContaining({
        name: 'closed',
        direction: 'INGRESS',
        priority: 900,
        action: 'deny',
        traffic: [{protocol: 'tcp', ports: ['15000-15100']}],
        sourceRanges: ['172.16.0.0/12'],
        targetTags: ['web'],
      }),
    ]);
  });

  it('lists the gateways for private nodes, and the host of a shared network', async () => {
    expect(await networks.listNats(project, region, 'acme-network')).toEqual([
      {router: 'way-out', name: 'nat', subnetworks: undefined},
    ]);
    expect(await networks.findHost(project)).toBeUndefined();
  });
});
