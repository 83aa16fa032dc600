import {regionFacts} from '../catalogue/regions.data.js';
import type {CloudContext} from '../cloud-context.js';
import type {Json} from '../json.js';
import {drawHexId} from '../operations/draw-id.js';
import {checkQuota} from './check-quota.js';
import {refuseInUse, refuseMissing} from './compute-refusals.js';
import {listResources} from './count-usage.js';
import {formatLink, parseLink} from './links.js';
import type {Placement, ResourceKind} from './resource-kind.js';
import {createSubnetwork} from './subnetworks.js';
import {createDefaultRoute} from './vpc-routes.js';

/** Paths of the subnetworks of a network, in the order of their regions. */
function listSubnetworkPaths(context: CloudContext, project: string, network: string): string[] {
  return listResources(context, project, 'subnetworks')
    .filter(([, subnetwork]) => subnetwork.network === formatLink(network))
    .map(([path]) => path)
    .sort();
}

/** The path of a network that must exist. */
export function selectNetwork(context: CloudContext, project: string, reference: string): string {
  const path = parseLink(reference, project);
  if (!context.state.compute[path]) throw refuseMissing(path);
  return path;
}

/** Who uses a network: firewalls, routers, addresses, and subnetworks that the network did not bring itself. */
function listUsers(placement: Placement, isAuto: boolean): string[] {
  const {context, project, path} = placement;
  const clusters = Object.entries(context.state.clusters)
    .filter(([, cluster]) => cluster.networkPath === path)
    .flatMap(([, cluster]) =>
      cluster.pools.flatMap((pool: Json) =>
        pool.nodes.map((node: Json) => `projects/${project}/zones/${node.zone}/instances/${node.name}`),
      ),
    );
  const collections = ['firewalls', 'routers', 'forwardingRules', ...(isAuto ? [] : ['subnetworks'])];
  const resources = collections.flatMap((collection) =>
    listResources(context, project, collection)
      .filter(([, resource]) => parseLink(String(resource.network ?? ''), project) === path)
      .map(([resourcePath]) => resourcePath),
  );
  return [...clusters, ...resources];
}

export const networkKind: ResourceKind = {
  collection: 'networks',
  singular: 'network',
  kind: 'compute#network',
  scopes: ['global'],
  insertMs: [8_000, 20_000],
  complete({context, project}, body) {
    checkQuota(context, project, undefined, 'NETWORKS', 1);
    return {
      autoCreateSubnetworks: body.autoCreateSubnetworks ?? true,
      ...(body.mtu && {mtu: body.mtu}),
      ...(body.networkProfile && {networkProfile: formatLink(parseLink(body.networkProfile, project))}),
      ...(body.enableUlaInternalIpv6 && {
        enableUlaInternalIpv6: true,
        internalIpv6Range: `fd20:${drawHexId(context, 4)}:${drawHexId(context, 3)}:0:0:0:0:0/48`,
      }),
      networkFirewallPolicyEnforcementOrder: body.networkFirewallPolicyEnforcementOrder ?? 'AFTER_CLASSIC_FIREWALL',
      routingConfig: {bgpBestPathSelectionMode: 'LEGACY', routingMode: body.routingConfig?.routingMode ?? 'REGIONAL'},
    };
  },
  spread(placement, network) {
    const {context, project} = placement;
    const route = createDefaultRoute(context, project, placement.path);
    if (!network.autoCreateSubnetworks) return route;
    const subnetworks = context.catalogue.regions.map((region) => {
      const path = `projects/${project}/regions/${region}/subnetworks/${placement.path.split('/').pop()}`;
      const range = `10.${regionFacts[region]?.[1]}.0.0/20`;
      return [path, createSubnetwork(context, {project, region, path, network: placement.path, range})] as const;
    });
    return {...route, ...Object.fromEntries(subnetworks)};
  },
  checkDelete(placement, network) {
    const [user] = listUsers(placement, Boolean(network.autoCreateSubnetworks));
    if (user) throw refuseInUse('network', placement.path, user);
    const {context, project, path} = placement;
    const routes = listResources(context, project, 'routes')
      .filter(([, route]) => route.network === formatLink(path))
      .map(([route]) => route);
    return [...listSubnetworkPaths(context, project, path), ...routes];
  },
  merge({context}, network, patch) {
    return {
      ...network,
      ...(patch.routingConfig && {routingConfig: {...network.routingConfig, ...patch.routingConfig}}),
      ...(patch.enableUlaInternalIpv6 && {
        enableUlaInternalIpv6: true,
        internalIpv6Range: `fd20:${drawHexId(context, 4)}:${drawHexId(context, 3)}:0:0:0:0:0/48`,
      }),
      ...(patch.mtu && {mtu: patch.mtu}),
    };
  },
  patchType: (patch) => (patch.enableUlaInternalIpv6 ? 'updateNetwork' : 'compute.networks.patch'),
  format(context, path, network) {
    const subnetworks = listSubnetworkPaths(context, path.split('/')[1] ?? '', path).map(formatLink);
    return {
      ...network,
      selfLinkWithId: formatLink(path.replace(/[^/]+$/, network.id)),
      ...(subnetworks.length > 0 && {subnetworks}),
    };
  },
};
