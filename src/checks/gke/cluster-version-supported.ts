import type {Check} from '../../model/finding.js';
import {isInsideWindow} from '../../release/kubernetes-window.js';
import {clusterProbe} from '../probes/cluster-probe.js';
import {formatPlace, judgeCluster} from './about-cluster.js';

export const clusterVersionSupported: Check = {
  id: 'gke/cluster-version-supported',
  title: 'The cluster’s control plane runs a version that the release supports',
  why: 'Manifests of a release use the APIs of its window: on a newer control plane some are gone, on an older one not there yet.',
  docs: 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
  runbook: '9',
  probes: [clusterProbe],
  needs: ['project/project-usable', 'gke/cluster-healthy'],
  evaluate(inputs) {
    const {release, config} = inputs;
    const {range, below} = release.kubernetes;
    const expected = `a version inside ${range}`;
    return judgeCluster(inputs, expected, 'currentMasterVersion', ({version}, words) => {
      if (version === '') return words.skip('the control plane is still being made');
      if (isInsideWindow(release.kubernetes, version)) return words.pass(version);
      const isNewer = below !== undefined && !isInsideWindow({range, minimum: '0.0', below}, version);
      return words.fail(`${version}; the release supports ${range}`, [
        isNewer
          ? {
              text: 'A control plane cannot be downgraded: take a release whose window holds this version, or another cluster.',
            }
          : {
              text: 'Upgrade the control plane, then the nodes.',
              command: `gcloud container clusters upgrade ${config.cluster.name} --master ${formatPlace(inputs)}`,
            },
      ]);
    });
  },
};
