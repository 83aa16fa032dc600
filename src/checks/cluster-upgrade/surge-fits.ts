import type {ClusterUpgradeFacts} from '../../model/cluster-upgrade-facts.js';
import type {Gate} from '../../model/gate.js';

export const surgeFits: Gate<ClusterUpgradeFacts> = {
  id: 'cluster-upgrade/surge-fits',
  code: 'SHK_UPGRADE_E2038',
  title: 'Quotas leave room for the nodes that each pool is given for a while',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/concepts/node-pool-upgrade-strategies',
  evaluate({surge}) {
    const {shortages, unknowns, mostNodes} = surge;
    const expected = 'every limit above what is used and what is added';
    if (shortages.length > 0)
      return {
        verdict: 'fail',
        observed: shortages.join('\n'),
        expected,
        evidence: 'gcloud compute project-info describe',
        tries: [
          {text: 'Ask for more in IAM & Admin → Quotas.'},
          {
            text: 'Or add fewer nodes at a time; with none, one node is away instead.',
            command: 'shakinstall cluster upgrade --to … --strategy surge --max-surge 0',
          },
        ],
      };
    if (unknowns.length > 0)
      return {
        verdict: 'unknown',
        observed: unknowns.join('\n'),
        expected,
        tries: [{text: 'Look at the quotas of the project, and waive this where they suffice.'}],
      };
    return {
      verdict: 'pass',
      observed:
        mostNodes === 0
          ? 'no node is added'
          : `room for ${mostNodes} ${mostNodes === 1 ? 'node' : 'nodes'} more at a time`,
    };
  },
};
