import type {KubeObject} from '../core/kube-object.js';

/** The lowest address of the node's pod range that none of its pods has; the first is the node's bridge. */
export function selectPodIp(podCidr: string, podsOnNode: readonly KubeObject[]): string {
  const [base = '0.0.0.0', bits = '24'] = podCidr.split('/');
  const first = toInteger(base);
  const used = new Set(podsOnNode.map((pod) => pod.status?.podIP));
  for (let offset = 2; offset < 2 ** (32 - Number(bits)) - 1; offset++) {
    const address = toAddress(first + offset);
    if (!used.has(address)) return address;
  }
  return toAddress(first + 1);
}

function toInteger(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function toAddress(integer: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(integer / 2 ** shift) % 256).join('.');
}
