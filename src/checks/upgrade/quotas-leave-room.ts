import type {Gate} from '../../model/gate.js';
import type {UpgradeFacts} from '../../model/upgrade-facts.js';

export const surgeQuotasLeaveRoom: Gate<UpgradeFacts> = {
  id: 'upgrade/quotas-leave-room',
  code: 'SHK_UPGRADE_E2009',
  title: 'Quotas leave room for what runs twice meanwhile',
  docs: 'https://cloud.google.com/compute/resource-usage',
  evaluate({quotas, difference}) {
    const twice = difference.restarts.filter(({hasGap}) => !hasGap).length;
    if (quotas.length === 0)
      return {verdict: 'pass', observed: `room for a node more; ${twice} workloads run twice for a while`};
    return {
      verdict: 'fail',
      observed: quotas.join('\n'),
      expected: 'room for one node more',
      evidence: 'shakinstall doctor --only nodes/quotas-leave-room',
      tries: [{text: 'Ask for more in IAM & Admin → Quotas, or give back what nobody uses.'}],
    };
  },
};
