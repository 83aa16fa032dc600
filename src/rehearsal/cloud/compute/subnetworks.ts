import type {CloudContext} from '../cloud-context.js';
import type {Json} from '../json.js';
import {drawDecimalId, drawEtag} from '../operations/draw-id.js';
import {formatPacificTime} from '../operations/format-time.js';
import {refuseInUse, refuseMissing, refuseValue} from './compute-refusals.js';
import {listResources} from './count-usage.js';
import {formatAddress, type IpRange, isAligned, overlaps, parseRange} from './ip-range.js';
import {formatLink, parseLink} from './links.js';
import type {Placement, ResourceKind} from './resource-kind.js';

/** Primary and secondary ranges of a subnetwork. */
function listRanges(subnetwork: Json): string[] {
  return [subnetwork.ipCidrRange, ...(subnetwork.secondaryIpRanges ?? []).map((range: Json) => range.ipCidrRange)];
}

interface TakenRange {
  readonly owner: string;
  readonly cidr: string;
  readonly range: IpRange;
}

/** Ranges of a network's own subnetworks, named by their owners. */
export function listOwnRanges(context: CloudContext, network: string): TakenRange[] {
  return listResources(context, network.split('/')[1] ?? '', 'subnetworks')
    .filter(([, subnetwork]) => subnetwork.network === formatLink(network))
    .flatMap(([owner, subnetwork]) =>
      listRanges(subnetwork).map((cidr) => ({owner, cidr, range: parseRange(cidr) ?? {first: 0, last: -1}})),
    );
}

/** All ranges that the subnetworks of a network and of its connected peers occupy, named by their owners. */
export function listTakenRanges(context: CloudContext, network: string): TakenRange[] {
  const project = network.split('/')[1] ?? '';
  const peers: Json[] = context.state.compute[network]?.peerings ?? [];
  return [
    ...listOwnRanges(context, network),
    ...peers
      .filter(({state}) => state === 'ACTIVE')
      .flatMap((peering) => listOwnRanges(context, parseLink(peering.network, project))),
  ];
}

function checkRange(
  placement: Placement,
  network: string,
  cidr: unknown,
  field: string,
  others: readonly string[],
): void {
  const range = typeof cidr === 'string' ? parseRange(cidr) : undefined;
  const bits = Number(String(cidr).split('/')[1]);
  if (!range || !isAligned(String(cidr)) || bits < 4 || bits > 29) {
    throw refuseValue(
      field,
      cidr,
      'Must be a valid IPv4 CIDR address range with a prefix length from 4 to 29 that starts at its network address.',
    );
  }
  const own = others.map((other) => ({
    owner: placement.path,
    cidr: other,
    range: parseRange(other) ?? {first: 0, last: -1},
  }));
  const taken = [
    ...listTakenRanges(placement.context, network).filter(({owner}) => owner !== placement.path),
    ...own,
  ].find((other) => overlaps(other.range, range));
  if (!taken) return;
  throw refuseValue(
    'resource.ipCidrRange',
    cidr,
    `Invalid IPCidrRange: ${cidr} conflicts with existing subnetwork '${taken.owner.split('/').pop()}' in region '${taken.owner.split('/')[3]}'.`,
  );
}

/** A subnetwork without what a client may ask for; auto mode networks bring these. */
export function createSubnetwork(
  context: CloudContext,
  traits: {project: string; region: string; path: string; network: string; range: string},
): Json {
  return {
    kind: 'compute#subnetwork',
    id: drawDecimalId(context, 19),
    creationTimestamp: formatPacificTime(context.clock.now()),
    name: traits.path.split('/').pop(),
    network: formatLink(traits.network),
    ipCidrRange: traits.range,
    gatewayAddress: formatAddress((parseRange(traits.range)?.first ?? 0) + 1),
    region: formatLink(`projects/${traits.project}/regions/${traits.region}`),
    selfLink: formatLink(traits.path),
    privateIpGoogleAccess: false,
    fingerprint: drawEtag(context),
    privateIpv6GoogleAccess: 'DISABLE_GOOGLE_ACCESS',
    purpose: 'PRIVATE',
    stackType: 'IPV4_ONLY',
    state: 'READY',
  };
}

function listUsers({context, project, path}: Placement): string[] {
  const nodes = Object.values(context.state.clusters)
    .filter((cluster) => cluster.subnetworkPath === path)
    .flatMap((cluster) =>
      cluster.pools.flatMap((pool: Json) =>
        pool.nodes.map((node: Json) => `projects/${project}/zones/${node.zone}/instances/${node.name}`),
      ),
    );
  const resources = ['addresses', 'forwardingRules'].flatMap((collection) =>
    listResources(context, project, collection)
      .filter(([, resource]) => resource.subnetwork && parseLink(resource.subnetwork, project) === path)
      .map(([resourcePath]) => resourcePath),
  );
  return [...nodes, ...resources];
}

export const subnetworkKind: ResourceKind = {
  collection: 'subnetworks',
  singular: 'subnetwork',
  kind: 'compute#subnetwork',
  scopes: ['regions'],
  insertMs: [8_000, 16_000],
  insertPermissions: ['compute.networks.updatePolicy'],
  complete(placement, body) {
    const {context, project} = placement;
    const network = parseLink(String(body.network ?? ''), project);
    const found = context.state.compute[network];
    if (!found) throw refuseMissing(network);
    checkRange(placement, network, body.ipCidrRange, 'resource.ipCidrRange', []);
    const secondary: Json[] = body.secondaryIpRanges ?? [];
    secondary.forEach((range, index) => {
      const before = [body.ipCidrRange, ...secondary.slice(0, index).map((other) => other.ipCidrRange)];
      checkRange(placement, network, range.ipCidrRange, `resource.secondaryIpRanges[${index}].ipCidrRange`, before);
    });
    const base = createSubnetwork(context, {
      project,
      region: placement.place,
      path: placement.path,
      network,
      range: body.ipCidrRange,
    });
    return {
      ...base,
      privateIpGoogleAccess: body.privateIpGoogleAccess ?? false,
      ...(body.logConfig && {logConfig: body.logConfig}),
      ...(secondary.length > 0 && {secondaryIpRanges: secondary}),
      ...(body.purpose && {purpose: body.purpose}),
    };
  },
  checkDelete(placement, subnetwork) {
    const network = placement.context.state.compute[parseLink(subnetwork.network, placement.project)];
    if (network?.autoCreateSubnetworks)
      throw refuseInUse('subnetwork', placement.path, parseLink(subnetwork.network, placement.project));
    const [user] = listUsers(placement);
    if (user) throw refuseInUse('subnetwork', placement.path, user);
    return [];
  },
  merge(placement, subnetwork, patch) {
    const secondary: Json[] = patch.secondaryIpRanges ?? subnetwork.secondaryIpRanges ?? [];
    return {
      ...subnetwork,
      ...(patch.privateIpGoogleAccess !== undefined && {privateIpGoogleAccess: patch.privateIpGoogleAccess}),
      ...(patch.logConfig && {logConfig: patch.logConfig}),
      ...(secondary.length > 0 && {secondaryIpRanges: secondary}),
      fingerprint: drawEtag(placement.context),
    };
  },
};
