import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {gkeOperationsProbe} from '../probes/gke-operations-probe.js';
import {readFact} from '../read-fact.js';
import {formatPlace} from './about-cluster.js';

export const operationsIdle: Check = {
  id: 'gke/operations-idle',
  title: 'GKE is doing nothing else on the cluster',
  why: 'One operation at a time: while GKE upgrades or repairs, changes are refused, and the run waits for its end.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/troubleshooting/known-issues',
  runbook: '10',
  probes: [gkeOperationsProbe],
  needs: ['gke/cluster-healthy'],
  evaluate(inputs) {
    const {config, facts} = inputs;
    const {name} = config.cluster;
    const matter = {expected: `no operation on cluster ${name} under way`};
    const list = `gcloud container operations list ${formatPlace(inputs)} --filter="status!=DONE"`;
    const running = readFact(facts, gkeOperationsProbe);
    if (running.length === 0) return [about({...matter, evidence: list}).pass('none')];
    return running.map((operation) => {
      const describe = `gcloud container operations describe ${operation.name} ${formatPlace(inputs)}`;
      const words = about({...matter, resource: `operation ${operation.name}`, evidence: describe});
      const detail = operation.detail === '' ? '' : ` (${operation.detail})`;
      return words.warn(`${operation.type} is ${operation.status}${detail}`, [
        {
          text: 'Wait for it; the run would wait as well.',
          command: `gcloud container operations wait ${operation.name} ${formatPlace(inputs)}`,
        },
      ]);
    });
  },
};
