import type {ClusterUpgradeFacts} from '../../model/cluster-upgrade-facts.js';
import type {Gate} from '../../model/gate.js';

export const noReleasePending: Gate<ClusterUpgradeFacts> = {
  id: 'cluster-upgrade/no-release-pending',
  code: 'SHK_UPGRADE_E2033',
  title: 'No release of the platform is half done',
  docs: 'https://helm.sh/docs/helm/helm_history/',
  evaluate({attempt, pending}) {
    const isOpen = attempt !== undefined && (attempt.outcome === 'begun' || attempt.outcome === 'failed');
    if (!isOpen && pending === undefined) return {verdict: 'pass', observed: 'none is'};
    return {
      verdict: 'fail',
      observed: isOpen ? `the upgrade to ${attempt.to} is open` : `revision ${pending?.revision} is ${pending?.status}`,
      expected: 'a platform that stands',
      tries: [
        {
          text: 'The platform comes first: finish its upgrade.',
          command: `shakinstall upgrade --release ${attempt?.to ?? '…'}`,
        },
        {text: 'Or go back.', command: 'shakinstall rollback'},
      ],
    };
  },
};
