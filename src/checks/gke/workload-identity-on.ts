import type {Check} from '../../model/finding.js';
import {clusterProbe} from '../probes/cluster-probe.js';
import {formatPlace, judgeCluster} from './about-cluster.js';

export const workloadIdentityOn: Check = {
  id: 'gke/workload-identity-on',
  title: 'Workload Identity is on',
  why: 'Without it pods act as the nodes’ own account, and cert-manager cannot be given the DNS zone alone.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity',
  runbook: '9',
  probes: [clusterProbe],
  needs: ['gke/cluster-healthy'],
  evaluate(inputs) {
    const {project, cluster} = inputs.config;
    const pool = `${project.id}.svc.id.goog`;
    return judgeCluster(inputs, pool, 'workloadIdentityConfig', ({workloadPool}, words) => {
      if (workloadPool === pool) return words.pass(pool);
      return words.fail(workloadPool === '' ? 'off' : workloadPool, [
        {
          text: 'Turn it on; node pools that exist have to be told as well.',
          command: `gcloud container clusters update ${cluster.name} ${formatPlace(inputs)} --workload-pool=${pool}`,
        },
      ]);
    });
  },
};
