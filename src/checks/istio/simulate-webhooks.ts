import {parseCidr} from '../../model/cidr.js';
import type {CheckInputs} from '../../model/finding.js';
import {type FirewallVerdict, simulateFirewall} from '../../model/simulate-firewall.js';
import {selectNodeTag} from '../network/planned-rule.js';
import {selectSource} from '../network/webhook-ports-open.js';
import {clusterNetworkProbe} from '../probes/cluster-network-probe.js';
import {ruleLayersProbe} from '../probes/rule-layers-probe.js';
import {type WebhookFact, webhooksProbe} from '../probes/webhooks-probe.js';
import {readFact} from '../read-fact.js';

/** A port of the pods behind webhooks, and what the firewall does with the control plane's packets to it. */
export interface SimulatedPort {
  readonly port: number;
  readonly source: string | undefined;
  readonly webhooks: readonly WebhookFact[];
  readonly verdict: FirewallVerdict;
}

/** Asks the rules of the network about each port that a webhook of the cluster is really served on. */
export function simulateWebhooks(inputs: CheckInputs): readonly SimulatedPort[] {
  const {facts, config} = inputs;
  const layers = readFact(facts, ruleLayersProbe);
  const source = selectSource(inputs, readFact(facts, clusterNetworkProbe), layers);
  const {webhooks} = readFact(facts, webhooksProbe);
  const ports = [...new Set(webhooks.flatMap(({targetPorts}) => targetPorts))].sort((a, b) => a - b);
  return ports.map((port) => ({
    port,
    source,
    webhooks: webhooks.filter(({targetPorts}) => targetPorts.includes(port)),
    verdict: simulateFirewall(layers, {
      source: source === undefined ? undefined : parseCidr(source),
      protocol: 'tcp',
      port,
      targetTags: [selectNodeTag(config.cluster.name)],
      targetServiceAccounts: [],
    }),
  }));
}
