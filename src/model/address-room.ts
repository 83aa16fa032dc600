import type {Cidr} from './cidr.js';

/** Pods that a node may hold where nobody says otherwise. */
const podsPerNode = 110;

/** The first two and the last two addresses of a subnetwork's range are Google's. https://cloud.google.com/vpc/docs/subnets#unusable-ip-addresses-in-every-subnet */
const reservedAddresses = 4;

/**
 * Prefix of the range that GKE gives a node: the smallest that holds twice its pods, so that an address is not used
 * again at once: /24 at 110. https://cloud.google.com/kubernetes-engine/docs/how-to/flexible-pod-cidr
 */
export function selectNodePodPrefix(pods = podsPerNode): number {
  return 32 - Math.ceil(Math.log2(Math.max(8, pods) * 2));
}

/** Nodes whose pods a range holds. */
export function countNodesOfPodRange({prefix}: Cidr, pods = podsPerNode): number {
  return Math.floor(2 ** (selectNodePodPrefix(pods) - prefix));
}

/** Nodes that a subnetwork's range has addresses for. */
export function countNodesOfSubnetwork({prefix}: Cidr): number {
  return Math.max(0, 2 ** (32 - prefix) - reservedAddresses);
}

/** Prefix of the smallest range whose pods suffice for so many nodes. */
export function selectPodPrefix(nodes: number, pods = podsPerNode): number {
  return selectNodePodPrefix(pods) - Math.ceil(Math.log2(Math.max(1, nodes)));
}

/** Prefix of the smallest subnetwork with room for so many nodes. */
export function selectSubnetworkPrefix(nodes: number): number {
  return Math.min(29, 32 - Math.ceil(Math.log2(nodes + reservedAddresses)));
}
