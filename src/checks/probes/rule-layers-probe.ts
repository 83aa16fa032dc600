import type {RuleLayer} from '../../model/ports/networks.js';
import type {Probe} from './probe.js';
import {selectNetworkOwner} from './select-network-owner.js';

/** What decides on traffic that comes into the plan's network: rules in force for ingress, layer by layer. */
export const ruleLayersProbe: Probe<readonly RuleLayer[]> = {
  id: 'rule-layers',
  async collect(inputs) {
    const layers = await inputs.ports.networks.listRuleLayers(
      await selectNetworkOwner(inputs),
      inputs.config.cluster.network,
    );
    return layers.map((layer) => ({...layer, rules: layer.rules.filter(({direction}) => direction === 'INGRESS')}));
  },
};
