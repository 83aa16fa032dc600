import type {RuleLayer, TrafficRule} from '../../model/ports/networks.js';

/** The tag that GKE puts on a cluster's nodes; its middle is made up with the cluster. */
export const selectNodeTag = (cluster: string): RegExp => new RegExp(`^gke-${cluster}-[0-9a-f]{8}-node$`);

/** The network's layers with a rule that the plan, or GKE on its behalf, will add to the network's own. */
export function addPlannedRule(
  layers: readonly RuleLayer[],
  traits: {
    readonly name: string;
    readonly ports: readonly number[];
    readonly sourceRanges: readonly string[];
    readonly targetTags: readonly string[];
  },
): readonly RuleLayer[] {
  const {name, ports, sourceRanges, targetTags} = traits;
  const rule: TrafficRule = {
    name,
    direction: 'INGRESS',
    priority: 1000,
    isDisabled: false,
    action: 'allow',
    traffic: [{protocol: 'tcp', ports: ports.map(String)}],
    sourceRanges,
    sourceTags: [],
    sourceServiceAccounts: [],
    targetTags,
    targetServiceAccounts: [],
    unjudged: [],
  };
  return layers.map((layer) =>
    layer.kind === 'rules' ? {...layer, rules: [...layer.rules.filter((other) => other.name !== name), rule]} : layer,
  );
}
