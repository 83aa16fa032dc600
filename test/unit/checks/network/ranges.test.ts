import {describe, expect, it} from 'vitest';
import {addressesSuffice} from '../../../../src/checks/network/addresses-suffice.js';
import {privateAccessOn} from '../../../../src/checks/network/private-access-on.js';
import {rangesApart} from '../../../../src/checks/network/ranges-apart.js';
import {sharedNetworkUsable} from '../../../../src/checks/network/shared-network-usable.js';
import {subnetworkPresent} from '../../../../src/checks/network/subnetwork-present.js';
import {wayOutPresent} from '../../../../src/checks/network/way-out-present.js';
import {selectRegion} from '../../../../src/model/location.js';
import type {RouteState, SubnetworkState} from '../../../../src/model/ports/networks.js';
import {createConfig, judge, verdictsOf} from '../check-deployment.js';

const config = createConfig(({cluster}) => ({
  cluster: {
    ...cluster,
    network: 'acme',
    subnetwork: 'nodes',
    podCidr: '10.4.0.0/14',
    serviceCidr: '10.8.0.0/20',
    private: {nodes: true, endpoint: false, controlPlaneCidr: '172.16.0.0/28'},
  },
}));
const region = selectRegion(config.location);
const subnetwork = (traits: Partial<SubnetworkState> = {}): SubnetworkState => ({
  name: 'nodes',
  region,
  cidr: '10.20.0.0/20',
  secondaryRanges: [],
  isPrivateAccess: true,
  ...traits,
});
const internet: RouteState = {
  name: 'default-route',
  destination: '0.0.0.0/0',
  priority: 1000,
  tags: [],
  nextHop: {kind: 'internet', name: 'default-internet-gateway'},
};
const peering = (destination: string): RouteState => ({
  ...internet,
  name: 'peering-route',
  destination,
  nextHop: {kind: 'peering', name: 'to-data'},
});
const facts = (
  subnetworks: readonly SubnetworkState[],
  routes: readonly RouteState[] = [internet],
  cluster: unknown = null,
) => ({
  subnetworks,
  'network-routes': routes,
  'cluster-network': cluster,
});

describe('network/subnetwork-present', () => {
  it.each<[string, readonly SubnetworkState[], string]>([
    ['it is there', [subnetwork()], 'pass'],
    ['it is in another region', [subnetwork({region: 'europe-west9'})], 'fail'],
    ['it has another name', [subnetwork({name: 'other'})], 'fail'],
    ['there is none', [], 'fail'],
  ])('%s', (_, subnetworks, verdict) => {
    expect(verdictsOf(judge(subnetworkPresent, facts(subnetworks), {config}))).toEqual({'subnetwork nodes': verdict});
  });

  it('names what is there, and the range that is missing', () => {
    const named = {...config, cluster: {...config.cluster, podRange: 'pods', serviceRange: 'services'}};
    const ranges = [{name: 'pods', cidr: '10.32.0.0/14'}];
    const found = judge(subnetworkPresent, facts([subnetwork({secondaryRanges: ranges})]), {config: named});
    expect(verdictsOf(found)).toEqual({
      'subnetwork nodes': 'pass',
      'secondary range pods': 'pass',
      'secondary range services': 'fail',
    });
    expect(found[2]).toMatchSnapshot();
  });
});

describe('network/ranges-apart', () => {
  const verdicts = (subnetworks: readonly SubnetworkState[], routes?: readonly RouteState[], cluster?: unknown) =>
    verdictsOf(judge(rangesApart, facts(subnetworks, routes, cluster), {config}));
  const apart = {
    'range of nodes': 'pass',
    'range of pods': 'pass',
    'range of services': 'pass',
    'range of control plane': 'pass',
  };

  it.each<[string, readonly SubnetworkState[], readonly RouteState[], object]>([
    ['nothing overlaps', [subnetwork()], [internet], {}],
    [
      'another subnetwork lies in the pods',
      [subnetwork(), subnetwork({name: 'b', cidr: '10.7.255.0/24'})],
      [internet],
      {'range of pods': 'fail'},
    ],
    [
      'another subnetwork begins right after them',
      [subnetwork(), subnetwork({name: 'b', cidr: '10.8.16.0/24'})],
      [internet],
      {},
    ],
    [
      'a secondary range lies in the services',
      [
        subnetwork(),
        subnetwork({name: 'b', cidr: '10.90.0.0/24', secondaryRanges: [{name: 'x', cidr: '10.8.0.0/24'}]}),
      ],
      [internet],
      {'range of services': 'fail'},
    ],
    [
      'a peer has the control plane’s range',
      [subnetwork()],
      [internet, peering('172.16.0.0/16')],
      {'range of control plane': 'fail'},
    ],
  ])('%s', (_, subnetworks, routes, failed) => {
    expect(verdicts(subnetworks, routes)).toEqual({...apart, ...failed});
  });

  it('does not blame a cluster for the ranges that are its own', () => {
    const cluster = {
      network: 'acme',
      subnetwork: 'nodes',
      podCidr: '10.4.0.0/14',
      serviceCidr: '10.8.0.0/20',
      controlPlaneCidr: '172.16.0.0/28',
      privateEndpoint: '172.16.0.2',
    };
    const own = [
      {name: 'gke-pods', cidr: '10.4.0.0/14'},
      {name: 'gke-services', cidr: '10.8.0.0/20'},
    ];
    expect(verdicts([subnetwork({secondaryRanges: own})], [internet, peering('172.16.0.0/28')], cluster)).toEqual(
      apart,
    );
  });

  it('says what overlaps what', () => {
    const found = judge(rangesApart, facts([subnetwork()], [internet, peering('10.4.0.0/16')]), {config});
    expect(found.find(({verdict}) => verdict === 'fail')).toMatchSnapshot();
  });
});

describe('network/addresses-suffice', () => {
  it.each<[string, string, string]>([
    ['10.20.0.0/20', '10.4.0.0/14', 'pass pass'],
    ['10.20.0.0/29', '10.4.0.0/14', 'fail pass'],
    ['10.20.0.0/20', '10.4.0.0/22', 'pass fail'],
  ])('nodes %s, pods %s', (cidr, podCidr, verdicts) => {
    const own = {...config, cluster: {...config.cluster, podCidr}};
    const found = judge(addressesSuffice, facts([subnetwork({cidr})]), {config: own});
    expect(found.map(({verdict}) => verdict).join(' ')).toBe(verdicts);
  });
});

describe('network/way-out-present', () => {
  const nat = {router: 'r', name: 'n', subnetworks: undefined};
  const verdicts = (routes: readonly RouteState[], nats: readonly object[], mode: 'create' | 'existing') =>
    judge(wayOutPresent, {...facts([], routes), nats}, {config: {...config, cluster: {...config.cluster, mode}}})
      .map(({verdict}) => verdict)
      .join(' ');

  it('needs a route, and a NAT where nobody makes one', () => {
    expect(verdicts([internet], [nat], 'existing')).toBe('pass pass');
    expect(verdicts([internet], [], 'create')).toBe('pass pass');
    expect(verdicts([internet], [], 'existing')).toBe('pass fail');
    expect(verdicts([internet], [{...nat, subnetworks: ['other']}], 'existing')).toBe('pass fail');
    expect(verdicts([], [nat], 'existing')).toBe('fail');
    expect(verdicts([{...internet, tags: ['bastion']}], [nat], 'existing')).toBe('fail');
  });

  it('does not know what a firewall of somebody’s own lets out', () => {
    expect(verdicts([{...internet, nextHop: {kind: 'other', name: 'fw-1'}}], [nat], 'existing')).toBe('warn');
  });
});

describe('network/private-access-on', () => {
  const verdict = (isPrivateAccess: boolean | undefined, own = config) =>
    judge(privateAccessOn, facts([subnetwork({isPrivateAccess})]), {config: own})[0]?.verdict;

  it('is turned on by GKE in the project’s own network alone', () => {
    expect([verdict(true), verdict(false), verdict(undefined)]).toEqual(['pass', 'pass', 'unknown']);
    expect(verdict(false, {...config, cluster: {...config.cluster, networkProject: 'acme-net'}})).toBe('fail');
    expect(verdict(false, {...config, cluster: {...config.cluster, mode: 'existing'}})).toBe('fail');
    expect(verdict(false, {...config, cluster: {...config.cluster, private: undefined}})).toBeUndefined();
  });
});

describe('network/shared-network-usable', () => {
  const shared = {...config, cluster: {...config.cluster, networkProject: 'acme-net'}};
  const agent = 'serviceAccount:service-42@container-engine-robot.iam.gserviceaccount.com';
  const all = [
    {member: agent, role: 'roles/container.hostServiceAgentUser'},
    {member: agent, role: 'roles/compute.networkUser'},
    {member: 'serviceAccount:42@cloudservices.gserviceaccount.com', role: 'roles/compute.networkUser'},
    {member: agent, role: 'roles/compute.securityAdmin'},
  ];
  const verdicts = (host: string | null, agentBindings: readonly object[], number: string | null = '42') =>
    judge(sharedNetworkUsable, {'shared-network': {host, number, agentBindings}}, {config: shared})
      .map(({verdict}) => verdict)
      .join(' ');

  it('asks for the attachment and for each grant', () => {
    expect(verdicts('acme-net', all)).toBe('pass pass');
    expect(verdicts(null, all)).toBe('fail pass');
    expect(verdicts('other', all)).toBe('fail pass');
    expect(verdicts('acme-net', all.slice(1))).toBe('pass fail');
    expect(verdicts('acme-net', all.slice(0, 3))).toBe('pass warn');
    expect(verdicts('acme-net', [all[0]!, all[3]!])).toBe('pass warn');
    expect(verdicts('acme-net', all, null)).toBe('pass unknown');
  });
});
