import {createHash} from 'node:crypto';
import type {CloudContext} from '../cloud-context.js';
import type {Call, Reply} from '../http/call.js';
import type {Json} from '../json.js';
import {formatPacificTime} from '../operations/format-time.js';
import {checkQuota} from './check-quota.js';
import {refuseValue} from './compute-refusals.js';
import {listResources} from './count-usage.js';
import {parseRange} from './ip-range.js';
import {formatLink, parseLink} from './links.js';
import {formatList} from './list-methods.js';
import {selectNetwork} from './networks.js';
import type {ResourceKind} from './resource-kind.js';

const hops = ['nextHopGateway', 'nextHopInstance', 'nextHopIp', 'nextHopIlb', 'nextHopVpnTunnel'] as const;

/** Drawn from the path itself: a route that a network brings along draws nothing that others would have drawn. */
function hashOf(path: string): {readonly hex: string; readonly id: string} {
  const hex = createHash('sha256').update(path).digest('hex').slice(0, 16);
  return {hex, id: String((BigInt(`0x${hex}`) % 9_000_000_000_000_000_000n) + 1_000_000_000_000_000_000n)};
}

function createRoute(context: CloudContext, project: string, network: string, key: string, traits: Json): Json {
  const {hex, id} = hashOf(`${network} ${key}`);
  const name = `${traits.prefix}-${hex}`;
  const {prefix: _prefix, ...rest} = traits;
  return {
    kind: 'compute#route',
    id,
    creationTimestamp: formatPacificTime(context.clock.now()),
    name,
    network: formatLink(network),
    ...rest,
    selfLink: formatLink(`projects/${project}/global/routes/${name}`),
  };
}

/** The way to the internet that every new network has. https://cloud.google.com/vpc/docs/routes#routingpacketsinternet */
export function createDefaultRoute(context: CloudContext, project: string, network: string): Record<string, Json> {
  const route = createRoute(context, project, network, 'internet', {
    prefix: 'default-route',
    description: 'Default route to the Internet.',
    destRange: '0.0.0.0/0',
    nextHopGateway: formatLink(`projects/${project}/global/gateways/default-internet-gateway`),
    priority: 1000,
  });
  return {[parseLink(route.selfLink, project)]: route};
}

/** Routes that nobody made: one for each range of the network's subnetworks and of its connected peers'. */
function listImplied(context: CloudContext, project: string, network: string, resource: Json): Json[] {
  const rangesOf = (owner: string, path: string): string[] =>
    listResources(context, owner, 'subnetworks')
      .filter(([, subnetwork]) => subnetwork.network === formatLink(path))
      .flatMap(([, subnetwork]) => [
        subnetwork.ipCidrRange,
        ...(subnetwork.secondaryIpRanges ?? []).map((range: Json) => range.ipCidrRange),
      ]);
  const own = rangesOf(project, network).map((destRange) =>
    createRoute(context, project, network, `subnet ${destRange}`, {
      prefix: 'default-route-r',
      description: `Default local route to the subnetwork ${destRange}.`,
      destRange,
      nextHopNetwork: formatLink(network),
      priority: 0,
    }),
  );
  const peered = (resource.peerings ?? [])
    .filter((peering: Json) => peering.state === 'ACTIVE')
    .flatMap((peering: Json) => {
      const path = parseLink(peering.network, project);
      return rangesOf(path.split('/')[1] ?? '', path).map((destRange) =>
        createRoute(context, project, network, `peering ${peering.name} ${destRange}`, {
          prefix: 'peering-route',
          description: `Auto generated route via peering [${peering.name}].`,
          destRange,
          nextHopPeering: peering.name,
          priority: 0,
        }),
      );
    });
  return [...own, ...peered];
}

/** Whether packets to anywhere leave a network at the internet's gateway. */
export function hasInternetRoute(context: CloudContext, network: string): boolean {
  const project = network.split('/')[1] ?? '';
  return listResources(context, project, 'routes').some(
    ([, route]) =>
      parseLink(route.network, project) === network &&
      route.destRange === '0.0.0.0/0' &&
      !route.tags?.length &&
      String(route.nextHopGateway ?? '').endsWith('/default-internet-gateway'),
  );
}

/** `routes.list`: those that were made and those that follow from subnetworks and peerings. */
export function listRoutes(call: Call): Reply {
  const {context, params} = call;
  const project = params.project ?? '';
  const implied = listResources(context, project, 'networks').flatMap(([path, network]) =>
    listImplied(context, project, path, network),
  );
  const made = listResources(context, project, 'routes').map(([, route]) => route);
  return formatList(call, 'compute#route', `projects/${project}/global/routes`, [...made, ...implied]);
}

export const routeKind: ResourceKind = {
  collection: 'routes',
  singular: 'route',
  kind: 'compute#route',
  scopes: ['global'],
  insertMs: [4_000, 10_000],
  insertPermissions: ['compute.networks.updatePolicy'],
  changePermissions: ['compute.networks.updatePolicy'],
  complete({context, project}, body) {
    const network = selectNetwork(context, project, String(body.network ?? ''));
    checkQuota(context, project, undefined, 'ROUTES', 1);
    if (!parseRange(String(body.destRange ?? '')))
      throw refuseValue('resource.destRange', body.destRange, 'Must be a valid CIDR address range.');
    const [hop, ...more] = hops.filter((field) => body[field]);
    if (!hop || more.length > 0)
      throw refuseValue('resource', body.name, 'Exactly one next hop field must be specified.');
    return {
      network: formatLink(network),
      destRange: body.destRange,
      priority: body.priority ?? 1000,
      [hop]: hop === 'nextHopIp' ? body[hop] : formatLink(parseLink(String(body[hop]), project)),
      ...(body.tags?.length && {tags: body.tags}),
    };
  },
};
