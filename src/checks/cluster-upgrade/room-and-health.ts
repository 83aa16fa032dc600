import type {ClusterUpgradeFacts} from '../../model/cluster-upgrade-facts.js';
import type {Gate} from '../../model/gate.js';

export const roomAndHealth: Gate<ClusterUpgradeFacts> = {
  id: 'cluster-upgrade/room-and-health',
  code: 'SHK_UPGRADE_E2037',
  title: 'The platform is well, and quotas leave room for a node more',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/concepts/node-pool-upgrade-strategies#surge',
  evaluate({complaints, quotas}) {
    const found = [...complaints.map(({id, observed}) => `${id}: ${observed}`), ...quotas];
    if (found.length === 0) return {verdict: 'pass', observed: 'nothing is complained of'};
    return {
      verdict: 'fail',
      observed: found.slice(0, 6).join('\n'),
      expected: 'no failure, nothing unknown, room for a node more',
      evidence: 'shakinstall doctor',
      tries: [{text: 'See what mends each, or waive it until a day.', command: 'shakinstall doctor --fix'}],
    };
  },
};
