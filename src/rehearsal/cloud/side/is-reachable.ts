import type {TrafficSource} from '../../seams/cloud-side.js';
import type {CloudContext} from '../cloud-context.js';
import {listResources} from '../compute/count-usage.js';
import {type IpRange, parseRange} from '../compute/ip-range.js';
import {parseLink} from '../compute/links.js';
import {controlPlaneRange, hostOf, nodeTag} from '../container/cluster-firewalls.js';
import {type ClusterState, findClusterById} from '../container/cluster-state.js';
import type {Json} from '../json.js';

/** Whether a rule is about the nodes of a cluster: by tag, by their service account, or about everything. */
function isAboutNodes(rule: Json, cluster: ClusterState): boolean {
  const tags: string[] = [nodeTag(cluster), ...cluster.pools.flatMap((pool) => pool.config.tags ?? [])];
  const accounts: string[] = cluster.pools.map((pool) => pool.config.serviceAccount);
  if (!rule.targetTags?.length && !rule.targetServiceAccounts?.length) return true;
  return (
    Boolean(rule.targetTags?.some((tag: string) => tags.includes(tag))) ||
    Boolean(rule.targetServiceAccounts?.some((account: string) => accounts.includes(account)))
  );
}

/** Google's probers: https://cloud.google.com/load-balancing/docs/health-check-concepts#ip-ranges */
const healthChecks = ['35.191.0.0/16', '130.211.0.0/22', '209.85.152.0/22', '209.85.204.0/22'];

function listSources(cluster: ClusterState, from: TrafficSource): string[] {
  if (from === 'control-plane') return [controlPlaneRange(cluster)];
  if (from === 'health-check') return healthChecks;
  return [from === 'internet' ? '0.0.0.0/0' : from.cidr];
}

function contains(outer: IpRange, inner: IpRange): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}

function namesPort(entries: readonly Json[] | undefined, protocol: string, port: number): boolean {
  return (entries ?? []).some((entry) => {
    const name = String(entry.IPProtocol).toLowerCase();
    if (name !== 'all' && name !== protocol && name !== (protocol === 'tcp' ? '6' : '17')) return false;
    if (!entry.ports?.length) return true;
    return entry.ports.some((ports: string) => {
      const [first = '', last = first] = ports.split('-');
      return Number(first) <= port && port <= Number(last);
    });
  });
}

/**
 * Whether a connection to `port` of the cluster's nodes and pods gets through: the matching rule of the
 * lowest number decides, a denial before an allowance, and without one ingress is closed.
 * https://cloud.google.com/firewall/docs/firewalls#priority_order_for_firewall_rules
 */
export function isReachable(
  context: CloudContext,
  uid: string,
  from: TrafficSource,
  protocol: 'tcp' | 'udp',
  port: number,
): boolean {
  const cluster = findClusterById(context, uid);
  if (!cluster) return false;
  const sources = listSources(cluster, from).flatMap((cidr) => parseRange(cidr) ?? []);
  const host = hostOf(cluster);
  const rules = listResources(context, host, 'firewalls')
    .map(([, rule]) => rule)
    .filter(
      (rule) => !rule.disabled && rule.direction === 'INGRESS' && parseLink(rule.network, host) === cluster.networkPath,
    )
    .filter((rule) => isAboutNodes(rule, cluster))
    .filter((rule) =>
      (rule.sourceRanges ?? []).some((cidr: string) =>
        sources.some((source) => contains(parseRange(cidr) ?? {first: 1, last: 0}, source)),
      ),
    )
    .filter((rule) => namesPort(rule.allowed ?? rule.denied, protocol, port))
    .sort((a, b) => a.priority - b.priority || Number(Boolean(a.allowed)) - Number(Boolean(b.allowed)));
  return Boolean(rules[0]?.allowed);
}
