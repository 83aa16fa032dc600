import type {Check} from '../../model/finding.js';
import {clusterProbe} from '../probes/cluster-probe.js';
import {formatPlace, judgeCluster} from './about-cluster.js';

export const networkPolicyEnforced: Check = {
  id: 'gke/network-policy-enforced',
  title: 'NetworkPolicy objects are enforced in the existing cluster',
  why: 'Without Dataplane V2 or Calico they are accepted and do nothing: what they are to keep apart is not.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/how-to/network-policy',
  runbook: '9',
  probes: [clusterProbe],
  needs: ['gke/cluster-healthy'],
  evaluate(inputs) {
    const {mode, name} = inputs.config.cluster;
    const expected = 'Dataplane V2, or network policy enforcement';
    const fields = 'networkPolicy,networkConfig.datapathProvider';
    return judgeCluster(inputs, expected, fields, ({hasNetworkPolicy}, words) => {
      if (hasNetworkPolicy === true) return words.pass('enforced');
      if (mode === 'create') return words.skip('not enforced, and the plan does not ask for it');
      return words.warn('not enforced', [
        {
          text: 'Turn it on; nodes are replaced. Dataplane V2 is for new clusters only.',
          command: `gcloud container clusters update ${name} ${formatPlace(inputs)} --update-addons=NetworkPolicy=ENABLED && gcloud container clusters update ${name} ${formatPlace(inputs)} --enable-network-policy`,
        },
      ]);
    });
  },
};
