import {type Cidr, parseCidr} from '../../model/cidr.js';
import type {Try} from '../../model/diagnostic.js';
import type {Check, CheckInputs} from '../../model/finding.js';
import {selectNetworkProject} from '../../model/network-place.js';
import type {RuleLayer} from '../../model/ports/networks.js';
import {type FirewallVerdict, simulateFirewall} from '../../model/simulate-firewall.js';
import {about} from '../about.js';
import {type ClusterNetworkFact, clusterNetworkProbe} from '../probes/cluster-network-probe.js';
import {ruleLayersProbe} from '../probes/rule-layers-probe.js';
import {readFact} from '../read-fact.js';
import {describeVerdict} from './describe-verdict.js';
import {addPlannedRule, selectNodeTag} from './planned-rule.js';

/**
 * Where the control plane comes from: as the cluster says, or GKE's own rule for it, or the plan; undefined where
 * the cluster is public and still to be made. https://cloud.google.com/kubernetes-engine/docs/how-to/private-clusters#add_firewall_rules
 */
export function selectSource(
  {config}: CheckInputs,
  cluster: ClusterNetworkFact | null,
  layers: readonly RuleLayer[],
): string | undefined {
  const tag = selectNodeTag(config.cluster.name);
  const master = layers
    .flatMap(({rules}) => rules)
    .find((rule) => rule.name.endsWith('-master') && rule.targetTags.some((target) => tag.test(target)));
  const planned = cluster === null ? config.cluster.private?.controlPlaneCidr : undefined;
  const own = cluster?.privateEndpoint ? `${cluster.privateEndpoint}/32` : undefined;
  return cluster?.controlPlaneCidr ?? master?.sourceRanges[0] ?? planned ?? own;
}

interface Wanted {
  readonly name: string;
  readonly network: string;
  readonly port: number;
  readonly source: string | undefined;
  readonly project: string;
}

/** A rule of the network can be outrun by another; a policy that comes before all of them cannot. */
function selectMend({layer, rule}: FirewallVerdict, {name, network, port, source, project}: Wanted): Try {
  const before = (rule?.priority ?? 1000) - 1;
  if (layer !== 'VPC firewall rules' || before < 0)
    return {
      text: `Have whoever keeps ${layer} let tcp:${port} in from ${source ?? 'the control plane'}: no rule of the network can.`,
    };
  return {
    text: `Have a rule made that comes before it: priority ${before}.`,
    command: `gcloud compute firewall-rules create ${name}-first --network=${network} --direction=INGRESS --action=ALLOW --rules=tcp:${port} --source-ranges=${source ?? 'CONTROL_PLANE'} --priority=${before} --project=${project}`,
  };
}

export const webhookPortsOpen: Check = {
  id: 'network/webhook-ports-open',
  title: 'The control plane reaches the webhooks’ ports on the nodes',
  why: 'A closed port makes every creation of a pod time out. The rule has to name the pods’ own port, not the Service’s; and a rule or policy that comes before it closes the port again.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/how-to/private-clusters#add_firewall_rules',
  runbook: '18',
  probes: [ruleLayersProbe, clusterNetworkProbe],
  needs: ['credentials/identity-present', 'network/network-present'],
  evaluate(inputs) {
    const {config, release, facts} = inputs;
    const layers = readFact(facts, ruleLayersProbe);
    const cluster = readFact(facts, clusterNetworkProbe);
    const source = selectSource(inputs, cluster, layers);
    const cidr: Cidr | undefined = source === undefined ? undefined : parseCidr(source);
    const ruleName = `${config.cluster.name}-istio`;
    const isOurs = layers.some(({rules}) => rules.some(({name}) => name === ruleName));
    const ports = [...new Set(release.webhooks.map(({targetPort}) => targetPort))].sort((a, b) => a - b);
    const project = selectNetworkProject(config);
    return ports.map((port) => {
      const owners = release.webhooks.filter(({targetPort}) => targetPort === port).map(({service}) => service);
      const words = about({
        resource: `tcp:${port} of ${[...new Set(owners)].join(', ')}`,
        expected: `open to the control plane${source === undefined ? '' : ` (${source})`}`,
        evidence: `gcloud compute networks get-effective-firewalls ${config.cluster.network} --project=${project}`,
      });
      const packet = {
        source: cidr,
        protocol: 'tcp' as const,
        port,
        targetTags: [selectNodeTag(config.cluster.name)],
        targetServiceAccounts: [],
      };
      const planned = addPlannedRule(layers, {
        name: ruleName,
        ports: [port],
        sourceRanges: [source ?? '0.0.0.0/0'],
        targetTags: [],
      });
      const after = simulateFirewall(planned, packet);
      const {action, text} = describeVerdict(after);
      if (action === 'unknown')
        return words.unknown(text, {kind: 'answer', missing: 'networks.getEffectiveFirewalls', message: text});
      if (action === 'deny')
        return words.fail(`${text}, before ${ruleName}, the rule that this plan makes`, [
          selectMend(after, {name: ruleName, network: config.cluster.network, port, source, project}),
        ]);
      const now = simulateFirewall(layers, packet);
      if (now.action === 'allow') return words.pass(describeVerdict(now).text);
      if (!isOurs || cluster === null) return words.pass(`opened by ${ruleName}, which this plan makes`);
      return words.warn(`${describeVerdict(now).text}, although ${ruleName} is there; this plan puts it right`, [
        {text: 'Let the plan mend it.', command: 'shakinstall init'},
        {
          text: 'Or see what was done to it.',
          command: `gcloud compute firewall-rules describe ${ruleName} --project=${project}`,
        },
      ]);
    });
  },
};
