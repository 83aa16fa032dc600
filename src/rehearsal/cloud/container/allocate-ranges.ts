import type {CloudContext} from '../cloud-context.js';
import {findFreeRange, isAligned, overlaps, parseRange} from '../compute/ip-range.js';
import {listTakenRanges} from '../compute/subnetworks.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import type {Json} from '../json.js';

/** Where GKE looks for ranges by itself: https://cloud.google.com/kubernetes-engine/docs/concepts/alias-ips */
const podSpace = '10.0.0.0/9';
const ownServices = '34.118.224.0/20';

interface Ranges {
  readonly pods: string;
  readonly services: string;
}

function choose(
  network: string,
  asked: string | undefined,
  defaultBits: number,
  taken: ReturnType<typeof listTakenRanges>,
  purpose: string,
): string {
  const bits = /^\/(\d+)$/.exec(asked ?? '')?.[1];
  if (asked && !bits) {
    const range = parseRange(asked);
    if (!range || !isAligned(asked)) throw new CloudRefusal(400, `Invalid CIDR block "${asked}" for ${purpose}.`);
    if (taken.some((other) => overlaps(other.range, range))) {
      throw new CloudRefusal(
        400,
        `Requested CIDR ${asked} for ${purpose} is not available in network "${network.split('/').pop()}" for cluster.`,
      );
    }
    return asked;
  }
  const free = findFreeRange(
    parseRange(podSpace)!,
    Number(bits ?? defaultBits),
    taken.map(({range}) => range),
  );
  if (free) return free;
  throw new CloudRefusal(
    400,
    `The network "${network.split('/').pop()}" does not have available private IP space in 10.0.0.0/8 to reserve a /${bits ?? defaultBits} block for ${purpose} for cluster.`,
  );
}

/** Secondary ranges that the request names on the subnetwork. */
function findNamed(context: CloudContext, subnetwork: string, name: string | undefined): string | undefined {
  if (!name) return undefined;
  const found = (context.state.compute[subnetwork]?.secondaryIpRanges ?? []).find(
    (range: Json) => range.rangeName === name,
  );
  if (found) return found.ipCidrRange;
  throw new CloudRefusal(
    400,
    `Pod secondary range "${name}" does not exist in subnet "${subnetwork.split('/').pop()}".`,
  );
}

/** The ranges of a new cluster's pods and services; overlaps with anything in the network are refused. */
export function allocateRanges(context: CloudContext, network: string, subnetwork: string, request: Json): Ranges {
  const policy: Json = request.ipAllocationPolicy ?? {};
  const own = Object.values(context.state.clusters)
    .filter((cluster) => cluster.networkPath === network)
    .flatMap((cluster) => [
      cluster.podRange,
      cluster.serviceRange,
      cluster.request.privateClusterConfig?.masterIpv4CidrBlock,
    ])
    .filter((cidr) => cidr && cidr !== ownServices)
    .map((cidr) => ({owner: 'cluster', cidr, range: parseRange(cidr) ?? {first: 0, last: -1}}));
  const taken = [...listTakenRanges(context, network), ...own];
  const master = request.privateClusterConfig?.masterIpv4CidrBlock;
  const masterRange = master && parseRange(master);
  if (master && !masterRange) throw new CloudRefusal(400, `Invalid master_ipv4_cidr_block "${master}".`);
  const clash = masterRange && taken.find((other) => overlaps(other.range, masterRange));
  if (clash)
    throw new CloudRefusal(
      400,
      `The given master_ipv4_cidr ${master} overlaps with an existing network ${clash.cidr}.`,
    );
  const isTaken = masterRange ? [...taken, {owner: 'master', cidr: master, range: masterRange}] : taken;
  const askedPods = policy.clusterIpv4CidrBlock || policy.clusterIpv4Cidr || request.clusterIpv4Cidr;
  const pods =
    findNamed(context, subnetwork, policy.clusterSecondaryRangeName) ??
    choose(network, askedPods, 14, isTaken, 'containers');
  const askedServices = policy.servicesIpv4CidrBlock || policy.servicesIpv4Cidr || request.servicesIpv4Cidr;
  const afterPods = [...isTaken, {owner: 'pods', cidr: pods, range: parseRange(pods)!}];
  const named = findNamed(context, subnetwork, policy.servicesSecondaryRangeName);
  const services =
    named ??
    (askedServices
      ? choose(network, askedServices, 20, afterPods, 'services')
      : context.catalogue.name === '2023-12'
        ? choose(network, undefined, 20, afterPods, 'services')
        : ownServices);
  return {pods, services};
}
