import type {compute_v1} from '@googleapis/compute';
import type {RuleLayer, TrafficRule} from '../../model/ports/networks.js';

type Answer = compute_v1.Schema$NetworksGetEffectiveFirewallsResponse;
type PolicyRule = compute_v1.Schema$FirewallPolicyRule;

const selectDirection = (direction: string | null | undefined) => (direction === 'EGRESS' ? 'EGRESS' : 'INGRESS');

function selectOwnRule(rule: compute_v1.Schema$Firewall): TrafficRule {
  return {
    name: rule.name ?? '',
    direction: selectDirection(rule.direction),
    priority: rule.priority ?? 1000,
    isDisabled: rule.disabled === true,
    action: (rule.denied ?? []).length > 0 ? 'deny' : 'allow',
    traffic: [...(rule.allowed ?? []), ...(rule.denied ?? [])].map(({IPProtocol, ports}) => ({
      protocol: IPProtocol ?? '',
      ports: ports ?? [],
    })),
    sourceRanges: rule.sourceRanges ?? [],
    sourceTags: rule.sourceTags ?? [],
    sourceServiceAccounts: rule.sourceServiceAccounts ?? [],
    targetTags: rule.targetTags ?? [],
    targetServiceAccounts: rule.targetServiceAccounts ?? [],
    unjudged: [],
  };
}

/** Conditions of policies that say nothing about addresses and ports. */
const otherConditions = [
  'srcAddressGroups',
  'srcFqdns',
  'srcNetworkType',
  'srcNetworkContext',
  'srcNetworks',
  'srcRegionCodes',
  'srcSecureTags',
  'srcThreatIntelligences',
] as const;

function selectPolicyRule(rule: PolicyRule): TrafficRule {
  const match: Readonly<Record<string, unknown>> = {...rule.match};
  const isGiven = (value: unknown) => (Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null);
  const {action} = rule;
  return {
    name: rule.ruleName || rule.description || `rule ${rule.priority}`,
    direction: selectDirection(rule.direction),
    priority: rule.priority ?? 0,
    isDisabled: rule.disabled === true,
    // An inspected connection is let through unless the inspection objects, which nobody can tell beforehand.
    action: action === 'deny' ? 'deny' : action === 'goto_next' ? 'next' : 'allow',
    traffic: (rule.match?.layer4Configs ?? [])
      .filter(({ipProtocol}) => ipProtocol !== 'all')
      .map(({ipProtocol, ports}) => ({protocol: ipProtocol ?? '', ports: ports ?? []})),
    sourceRanges: rule.match?.srcIpRanges ?? [],
    sourceTags: [],
    sourceServiceAccounts: [],
    targetTags: [],
    targetServiceAccounts: rule.targetServiceAccounts ?? [],
    unjudged: [
      ...otherConditions.filter((condition) => isGiven(match[condition])),
      ...(isGiven(rule.targetSecureTags) ? ['targetSecureTags'] : []),
    ],
  };
}

/**
 * What decides on a network's traffic, in its order: policies of organization and folders, then the network's own
 * rules and its policies, whichever comes first. https://cloud.google.com/firewall/docs/firewall-policies-overview#rule-evaluation
 */
export function selectRuleLayers(answer: Answer, isPolicyFirst: boolean): readonly RuleLayer[] {
  const own: RuleLayer = {
    kind: 'rules',
    name: 'VPC firewall rules',
    rules: (answer.firewalls ?? []).map(selectOwnRule),
  };
  const layers = (answer.firewallPolicys ?? []).map(
    (policy): RuleLayer => ({
      kind: policy.type === 'HIERARCHY' ? 'hierarchy' : 'network-policy',
      name: policy.shortName ?? policy.displayName ?? policy.name ?? '',
      rules: (policy.rules ?? []).map(selectPolicyRule),
    }),
  );
  const above = layers.filter(({kind}) => kind === 'hierarchy');
  const beside = layers.filter(({kind}) => kind === 'network-policy');
  return isPolicyFirst ? [...above, ...beside, own] : [...above, own, ...beside];
}
