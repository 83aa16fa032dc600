import type {ClusterUpgradeFacts} from '../../model/cluster-upgrade-facts.js';
import type {Gate} from '../../model/gate.js';

export const versionOffered: Gate<ClusterUpgradeFacts> = {
  id: 'cluster-upgrade/version-offered',
  code: 'SHK_UPGRADE_E2031',
  title: 'GKE offers every version on the way',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/release-schedule',
  evaluate({path, controlPlane, wanted}) {
    if ('moves' in path)
      return {verdict: 'pass', observed: `${controlPlane} to ${wanted} in ${path.moves.length} moves`};
    return {
      verdict: 'fail',
      observed: path.problem,
      expected: 'a version that is offered to this cluster, not older than its own',
      evidence: 'gcloud container get-server-config',
      tries: [{text: 'Name another version, or change the release channel.'}],
    };
  },
};
