import type {compute_v1} from '@googleapis/compute';
import type {NatState, NetworkState, Networks, RouteState, SubnetworkState} from '../../model/ports/networks.js';
import {collectPages} from './collect-pages.js';
import type {GoogleSession} from './google-session.js';
import {openCompute} from './open-compute.js';
import {selectRuleLayers} from './select-rule-layers.js';
import {callCloud, callCloudOptional} from './to-cloud-failure.js';

const lastSegment = (link: string | null | undefined) => link?.split('/').at(-1) ?? '';
const pathOf = (link: string | null | undefined) => /projects\/.*$/.exec(link ?? '')?.[0] ?? '';

function selectNetwork(network: compute_v1.Schema$Network): NetworkState {
  return {
    name: network.name ?? '',
    isAuto: network.autoCreateSubnetworks === true,
    peerings: (network.peerings ?? []).map((peering) => ({
      name: peering.name ?? '',
      network: pathOf(peering.network),
      state: peering.state ?? 'UNKNOWN',
    })),
    isPolicyFirst: network.networkFirewallPolicyEnforcementOrder === 'BEFORE_CLASSIC_FIREWALL',
  };
}

function selectSubnetwork(subnetwork: compute_v1.Schema$Subnetwork): SubnetworkState {
  return {
    name: subnetwork.name ?? '',
    region: lastSegment(subnetwork.region),
    cidr: subnetwork.ipCidrRange ?? '',
    secondaryRanges: (subnetwork.secondaryIpRanges ?? []).map((range) => ({
      name: range.rangeName ?? '',
      cidr: range.ipCidrRange ?? '',
    })),
    isPrivateAccess: subnetwork.privateIpGoogleAccess ?? undefined,
  };
}

function selectNextHop(route: compute_v1.Schema$Route): RouteState['nextHop'] {
  if (route.nextHopPeering) return {kind: 'peering', name: route.nextHopPeering};
  if (route.nextHopNetwork) return {kind: 'network', name: lastSegment(route.nextHopNetwork)};
  const name = lastSegment(route.nextHopGateway);
  if (name === 'default-internet-gateway') return {kind: 'internet', name};
  const other = route.nextHopInstance ?? route.nextHopIlb ?? route.nextHopVpnTunnel ?? route.nextHopHub;
  return {kind: 'other', name: name || lastSegment(other) || (route.nextHopIp ?? '')};
}

function selectNats(router: compute_v1.Schema$Router): readonly NatState[] {
  return (router.nats ?? []).map((nat) => ({
    router: router.name ?? '',
    name: nat.name ?? '',
    subnetworks:
      nat.sourceSubnetworkIpRangesToNat === 'LIST_OF_SUBNETWORKS'
        ? (nat.subnetworks ?? []).map((subnetwork) => lastSegment(subnetwork.name))
        : undefined,
  }));
}

export function GcpNetworks(session: GoogleSession): Networks {
  const fetchNetwork = async (project: string, network: string) =>
    (await (await openCompute(session)).networks.get({project, network})).data;
  // The order of a network's policies is the network's own: both answers come from one question.
  const asked = new Map<string, Promise<compute_v1.Schema$Network>>();
  const shareNetwork = (project: string, network: string) => {
    const key = `${project}/${network}`;
    const sharing = asked.get(key) ?? fetchNetwork(project, network).finally(() => asked.delete(key));
    asked.set(key, sharing);
    return sharing;
  };
  const isOf = (project: string, network: string) => (resource: {network?: string | null}) =>
    pathOf(resource.network) === `projects/${project}/global/networks/${network}`;
  return {
    get: (project, network) =>
      callCloudOptional('networks.get', async () => selectNetwork(await shareNetwork(project, network))),
    listSubnetworks: (project, network) =>
      callCloud('subnetworks.aggregatedList', async () => {
        const client = await openCompute(session);
        const scopes = await collectPages(async (page) => {
          const {data} = await client.subnetworks.aggregatedList({project, ...page});
          return {items: Object.values(data.items ?? {}), nextPageToken: data.nextPageToken};
        });
        return scopes
          .flatMap((scope) => scope.subnetworks ?? [])
          .filter(isOf(project, network))
          .map(selectSubnetwork);
      }),
    listRuleLayers: (project, network) =>
      callCloud('networks.getEffectiveFirewalls', async () => {
        const client = await openCompute(session);
        const [{data}, {networkFirewallPolicyEnforcementOrder}] = await Promise.all([
          client.networks.getEffectiveFirewalls({project, network}),
          shareNetwork(project, network),
        ]);
        return selectRuleLayers(data, networkFirewallPolicyEnforcementOrder === 'BEFORE_CLASSIC_FIREWALL');
      }),
    listRoutes: (project, network) =>
      callCloud('routes.list', async () => {
        const client = await openCompute(session);
        const routes = await collectPages(async (page) => {
          const {data} = await client.routes.list({project, ...page});
          return {items: data.items ?? [], nextPageToken: data.nextPageToken};
        });
        return routes.filter(isOf(project, network)).map((route) => ({
          name: route.name ?? '',
          destination: route.destRange ?? '',
          priority: route.priority ?? 1000,
          tags: route.tags ?? [],
          nextHop: selectNextHop(route),
        }));
      }),
    listNats: (project, region, network) =>
      callCloud('routers.list', async () => {
        const client = await openCompute(session);
        const routers = await collectPages(async (page) => {
          const {data} = await client.routers.list({project, region, ...page});
          return {items: data.items ?? [], nextPageToken: data.nextPageToken};
        });
        return routers.filter(isOf(project, network)).flatMap(selectNats);
      }),
    findHost: (project) =>
      callCloud('projects.getXpnHost', async () => {
        const {data} = await (await openCompute(session)).projects.getXpnHost({project});
        return data.name ?? undefined;
      }),
  };
}
