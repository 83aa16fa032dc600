import type {CloudContext} from '../cloud-context.js';
import {type IpRange, parseRange} from '../compute/ip-range.js';
import {findClusterById} from '../container/cluster-state.js';
import type {Json} from '../json.js';

/** https://www.rfc-editor.org/rfc/rfc1918#section-3 */
const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

const holds = (range: IpRange | undefined, address: IpRange): boolean =>
  range !== undefined && range.first <= address.first && address.last <= range.last;

/**
 * Whether a cluster's control plane answers the address that the world's operator comes from: a private endpoint
 * answers inside its network only, and authorized networks keep out whoever is in none of them.
 * https://cloud.google.com/kubernetes-engine/docs/concepts/network-isolation
 */
export function admitsOperator(context: CloudContext, uid: string): boolean {
  const cluster = findClusterById(context, uid);
  const address = parseRange(`${context.state.operatorAddress}/32`);
  if (cluster === undefined || address === undefined) return true;
  const isAmong = (ranges: readonly string[]) => ranges.some((text) => holds(parseRange(text), address));
  const {privateClusterConfig: isolation, masterAuthorizedNetworksConfig: authorized} = cluster.request;
  if (isolation?.enablePrivateEndpoint === true && !isAmong(privateRanges)) return false;
  if (authorized?.enabled !== true) return true;
  return isAmong((authorized.cidrBlocks ?? []).map((block: Json) => String(block.cidrBlock)));
}
