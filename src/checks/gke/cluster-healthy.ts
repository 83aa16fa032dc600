import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {clusterProbe} from '../probes/cluster-probe.js';
import {readFact} from '../read-fact.js';
import {formatPlace, judgeCluster} from './about-cluster.js';

const fields = 'status,statusMessage,conditions';

export const clusterHealthy: Check = {
  id: 'gke/cluster-healthy',
  title: 'The cluster is there and in order, or still to be created',
  why: 'A cluster in ERROR or DEGRADED takes no node pools, and what is installed into it does not come up.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/troubleshooting',
  runbook: '9',
  probes: [clusterProbe],
  needs: ['gke/cluster-ours'],
  evaluate(inputs) {
    const {config, facts} = inputs;
    const {name, mode} = config.cluster;
    if (readFact(facts, clusterProbe) === null && mode === 'existing')
      return [
        about({
          resource: `cluster ${name}`,
          expected: `cluster ${name} in ${config.location}`,
          evidence: `gcloud container clusters list --project=${config.project.id}`,
        }).fail(`there is no cluster ${name} in ${config.location}`, [
          {text: 'Name the cluster and its location as the list has them; a zonal cluster is not found by its region.'},
          {text: 'Or set cluster.mode: create.'},
        ]),
      ];
    return judgeCluster(inputs, 'status RUNNING', fields, ({status, statusMessage, nodePools}, words) => {
      const sick = nodePools.filter((pool) => /^(ERROR|RUNNING_WITH_ERROR)$/.test(pool.status));
      const pools = sick.map((pool) => `pool ${pool.name} is ${pool.status}: ${pool.statusMessage || 'no message'}`);
      const text = [`${status}${statusMessage === '' ? '' : `: ${statusMessage}`}`, ...pools].join('; ');
      const tries = [
        {
          text: 'See what GKE was doing when it broke.',
          command: `gcloud container operations list ${formatPlace(inputs)} --filter="targetLink~/clusters/${name}" --limit=5`,
        },
        {text: 'Mend or delete what is broken, or ask Google’s support, before installing into it.'},
      ];
      if (/^(ERROR|DEGRADED|STOPPING)$/.test(status)) return words.fail(text, tries);
      if (sick.length > 0) return words.warn(text, tries);
      if (/^(RUNNING|RECONCILING|PROVISIONING)$/.test(status)) return words.pass(text);
      return words.unknown(`status ${status || 'missing'}`, {
        kind: 'answer',
        missing: 'clusters.get',
        message: `GKE tells no status that is known: ${status || 'none'}`,
      });
    });
  },
};
