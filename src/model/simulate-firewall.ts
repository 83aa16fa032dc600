import {type Cidr, isInside, parseCidr} from './cidr.js';
import type {RuleLayer, TrafficRule} from './ports/networks.js';

/** A connection to an instance, as a firewall sees it. */
export interface Packet {
  /** Where it comes from; undefined for an address that is not known yet, which only a rule for every address covers. */
  readonly source: Cidr | undefined;
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  /** Network tags of the instance; a tag that is made up later may be given by a pattern. */
  readonly targetTags: readonly (string | RegExp)[];
  readonly targetServiceAccounts: readonly string[];
}

/** What happens to a packet and which rule decides; without a rule it is the implied denial of ingress. */
export type FirewallVerdict =
  | {readonly action: 'allow' | 'deny'; readonly layer: string; readonly rule: TrafficRule | undefined}
  | {readonly action: 'unknown'; readonly layer: string; readonly rule: TrafficRule};

const protocolNumbers: Readonly<Record<string, string>> = {tcp: '6', udp: '17'};

function coversPort(rule: TrafficRule, {protocol, port}: Packet): boolean {
  if (rule.traffic.length === 0) return true;
  return rule.traffic.some((entry) => {
    const name = entry.protocol.toLowerCase();
    if (name !== 'all' && name !== protocol && name !== protocolNumbers[protocol]) return false;
    if (entry.ports.length === 0) return true;
    return entry.ports.some((text) => {
      const [first = '', last = first] = text.split('-');
      return Number(first) <= port && port <= Number(last);
    });
  });
}

function coversTarget(rule: TrafficRule, {targetTags, targetServiceAccounts}: Packet): boolean {
  if (rule.targetTags.length === 0 && rule.targetServiceAccounts.length === 0) return true;
  const isOwn = (tag: string) => targetTags.some((own) => (typeof own === 'string' ? own === tag : own.test(tag)));
  return (
    rule.targetTags.some(isOwn) || rule.targetServiceAccounts.some((account) => targetServiceAccounts.includes(account))
  );
}

/** The control plane has neither tags nor accounts: rules that ask for these alone are not about it. */
function coversSource(rule: TrafficRule, {source}: Packet): boolean {
  const asksIdentity = rule.sourceTags.length > 0 || rule.sourceServiceAccounts.length > 0;
  if (rule.sourceRanges.length === 0) return !asksIdentity;
  return rule.sourceRanges.some((text) => {
    const range = parseCidr(text.includes('/') ? text : `${text}/32`);
    if (range === undefined) return false;
    return source === undefined ? range.prefix === 0 : isInside(source, range);
  });
}

/** The lowest number decides; among equals a denial. https://cloud.google.com/firewall/docs/firewalls#priority_order_for_firewall_rules */
const compareRules = (a: TrafficRule, b: TrafficRule) =>
  a.priority - b.priority || Number(a.action !== 'deny') - Number(b.action !== 'deny');

/**
 * What a network does with a packet that comes in, layer by layer; `next` hands over to the layer after.
 * Without a rule that matches, ingress is closed. https://cloud.google.com/firewall/docs/firewalls#default_firewall_rules
 */
export function simulateFirewall(layers: readonly RuleLayer[], packet: Packet): FirewallVerdict {
  for (const layer of layers) {
    const matching = layer.rules
      .filter(({direction, isDisabled}) => direction === 'INGRESS' && !isDisabled)
      .filter((rule) => coversPort(rule, packet) && coversTarget(rule, packet) && coversSource(rule, packet))
      .sort(compareRules);
    const [rule] = matching;
    if (rule === undefined) continue;
    if (rule.unjudged.length > 0 && rule.action !== 'next') return {action: 'unknown', layer: layer.name, rule};
    if (rule.action !== 'next') return {action: rule.action, layer: layer.name, rule};
  }
  return {action: 'deny', layer: 'implied', rule: undefined};
}
