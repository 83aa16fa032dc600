import type {Gate} from '../../model/gate.js';
import type {UpgradeFacts} from '../../model/upgrade-facts.js';

export const deploymentConverged: Gate<UpgradeFacts> = {
  id: 'upgrade/deployment-converged',
  code: 'SHK_UPGRADE_E2010',
  title: 'Everything besides the release is as the configuration has it',
  docs: 'https://kubernetes.io/docs/concepts/architecture/controller/#desired-vs-current',
  evaluate({drift}) {
    if (drift.length === 0) return {verdict: 'pass', observed: 'project, identity, cluster, storage and network are'};
    return {
      verdict: 'fail',
      observed: drift.join('\n'),
      expected: 'nothing to change but the release',
      evidence: 'shakinstall plan',
      tries: [{text: 'Bring the deployment to its configuration first, on its own.', command: 'shakinstall init'}],
    };
  },
};
