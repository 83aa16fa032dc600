import type {CloudContext} from '../cloud-context.js';
import type {Json} from '../json.js';
import {checkQuota} from './check-quota.js';
import {refuseInUse, refuseMissing, refuseValue} from './compute-refusals.js';
import {listResources} from './count-usage.js';
import {findFreeRange, formatAddress, parseAddress, parseRange} from './ip-range.js';
import {formatLink, parseLink} from './links.js';
import type {Placement, ResourceKind} from './resource-kind.js';
import {listTakenRanges} from './subnetworks.js';

/** Every IP address that somebody in the world holds. */
function listHeldAddresses(context: CloudContext): Set<string> {
  const held = Object.entries(context.state.compute)
    .filter(([path]) => /\/(addresses|forwardingRules)\//.test(path))
    .map(([, resource]) => String(resource.address ?? resource.IPAddress ?? ''));
  const ofNodes = Object.values(context.state.clusters).flatMap((cluster) => [
    cluster.endpointIp,
    cluster.privateEndpoint,
    ...cluster.pools.flatMap((pool: Json) => pool.nodes.flatMap((node: Json) => [node.internalIp, node.externalIp])),
  ]);
  return new Set([...held, ...ofNodes]);
}

/** An external address that nobody holds, from the ranges Google gives to regions. */
export function drawExternalAddress(context: CloudContext): string {
  const held = listHeldAddresses(context);
  for (;;) {
    const draw = (size: number) => Math.floor(context.random() * size);
    const address = `${[34, 35][draw(2)]}.${64 + draw(128)}.${draw(256)}.${1 + draw(254)}`;
    if (!held.has(address)) return address;
  }
}

/** The lowest free address of a subnetwork's primary range; its first two and last two are Google's. */
export function findInternalAddress(context: CloudContext, subnetwork: Json): string | undefined {
  const range = parseRange(subnetwork.ipCidrRange);
  if (!range) return undefined;
  const held = listHeldAddresses(context);
  for (let address = range.first + 2; address < range.last - 1; address++) {
    const text = formatAddress(address);
    if (!held.has(text)) return text;
  }
  return undefined;
}

function completeInternal(placement: Placement, body: Json): Json {
  const {context, project, scope} = placement;
  if (scope === 'global') {
    const network = parseLink(String(body.network ?? 'global/networks/default'), project);
    if (!context.state.compute[network]) throw refuseMissing(network);
    const taken = listTakenRanges(context, network).map(({range}) => range);
    const peered = listResources(context, project, 'addresses').flatMap(([, other]) =>
      other.prefixLength ? (parseRange(`${other.address}/${other.prefixLength}`) ?? []) : [],
    );
    const free = body.address
      ? `${body.address}`
      : findFreeRange(parseRange('10.0.0.0/8')!, body.prefixLength ?? 16, [...taken, ...peered]);
    return {
      address: free?.split('/')[0],
      prefixLength: body.prefixLength ?? 16,
      purpose: body.purpose ?? 'VPC_PEERING',
      network: formatLink(network),
    };
  }
  const path = parseLink(String(body.subnetwork ?? `regions/${placement.place}/subnetworks/default`), project);
  const subnetwork = context.state.compute[path];
  if (!subnetwork) throw refuseMissing(path);
  const address = body.address ?? findInternalAddress(context, subnetwork);
  const number = parseAddress(String(address));
  const range = parseRange(subnetwork.ipCidrRange);
  if (number === undefined || !range || number < range.first || number > range.last) {
    throw refuseValue(
      'resource.address',
      address,
      `The IP address must be within the subnetwork's range ${subnetwork.ipCidrRange}.`,
    );
  }
  if (body.address && listHeldAddresses(context).has(body.address))
    throw refuseValue('resource.address', address, 'Specified IP address is already reserved.');
  return {address, purpose: body.purpose ?? 'GCE_ENDPOINT', subnetwork: formatLink(path), networkTier: 'PREMIUM'};
}

/** Tells whether a forwarding rule uses an address. */
export function findAddressUser(context: CloudContext, project: string, address: string): string | undefined {
  return listResources(context, project, 'forwardingRules').find(([, rule]) => rule.IPAddress === address)?.[0];
}

export const addressKind: ResourceKind = {
  collection: 'addresses',
  singular: 'address',
  kind: 'compute#address',
  scopes: ['global', 'regions'],
  insertMs: [2_000, 6_000],
  hasLabels: true,
  complete(placement, body) {
    const {context, project, scope, place} = placement;
    if (body.addressType === 'INTERNAL') {
      return {
        status: scope === 'global' ? 'RESERVED' : 'RESERVING',
        addressType: 'INTERNAL',
        ...completeInternal(placement, body),
        ...(body.ipVersion && {ipVersion: body.ipVersion}),
      };
    }
    checkQuota(context, project, scope === 'global' ? undefined : place, 'STATIC_ADDRESSES', 1);
    if (body.address)
      throw refuseValue(
        'resource.address',
        body.address,
        'The specified external address is not one that this project holds.',
      );
    return {
      status: 'RESERVING',
      addressType: 'EXTERNAL',
      address: drawExternalAddress(context),
      networkTier: body.networkTier ?? 'PREMIUM',
      ...(scope === 'global' && {ipVersion: body.ipVersion ?? 'IPV4'}),
    };
  },
  settled: {status: 'RESERVED'},
  checkDelete({context, project, path}, address) {
    const user = findAddressUser(context, project, address.address);
    if (user) throw refuseInUse('address', path, user);
    return [];
  },
  format(context, path, address) {
    const user = findAddressUser(context, path.split('/')[1] ?? '', address.address);
    return user ? {...address, status: 'IN_USE', users: [formatLink(user)]} : address;
  },
};
