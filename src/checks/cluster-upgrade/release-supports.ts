import type {ClusterUpgradeFacts} from '../../model/cluster-upgrade-facts.js';
import type {Gate} from '../../model/gate.js';
import {isInsideWindow} from '../../release/kubernetes-window.js';

export const releaseSupports: Gate<ClusterUpgradeFacts> = {
  id: 'cluster-upgrade/release-supports',
  code: 'SHK_UPGRADE_E2032',
  title: 'The release that stands supports the version',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/concepts/cluster-upgrades',
  evaluate({installed, wanted}) {
    const {version, kubernetes} = installed;
    if (isInsideWindow(kubernetes, wanted))
      return {verdict: 'pass', observed: `${version} supports ${kubernetes.range}`};
    return {
      verdict: 'fail',
      observed: `${version} supports ${kubernetes.range}`,
      expected: `a release that supports ${wanted}`,
      tries: [
        {
          text: 'The platform comes first here: see which release supports it.',
          command: 'shakinstall releases --from DIR',
        },
        {text: 'Then the cluster.', command: `shakinstall cluster upgrade --to ${wanted}`},
      ],
    };
  },
};
