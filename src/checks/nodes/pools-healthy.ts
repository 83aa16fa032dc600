import {formatLocationFlag} from '../../model/cluster-ref.js';
import type {Check, Judgement} from '../../model/finding.js';
import {about} from '../about.js';
import {clusterProbe} from '../probes/cluster-probe.js';
import {readFact} from '../read-fact.js';
import {nodesMissing} from './nodes-missing.js';

/** What GKE's messages mean. https://cloud.google.com/kubernetes-engine/docs/troubleshooting/troubleshoot-autoscaler-scale-up */
const meanings: ReadonlyArray<readonly [words: RegExp, text: string]> = [
  [
    /STOCKOUT|ZONE_RESOURCE_POOL_EXHAUSTED|does not have enough resources|Not all instances running/i,
    'The zone has no machines left: take another zone (--node-locations) or machine type, or wait, for the group keeps trying.',
  ],
  [/QUOTA/i, 'A quota is used up: ask for more in IAM & Admin → Quotas, or take smaller or fewer machines.'],
  [/IP_SPACE|ip.*exhaust/i, 'The range of addresses is used up: add a range, or make the pool smaller.'],
  [/service account/i, 'The nodes’ service account is missing or may not be used: bring it back.'],
];

export const poolsHealthy: Check = {
  id: 'nodes/pools-healthy',
  title: 'No node pool is in error',
  why: 'GKE says in the pool’s own state why it could not give it nodes: no machines in the zone, a quota, no addresses. The autoscaler meets the same.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/troubleshooting/node-pools',
  runbook: '10',
  probes: [clusterProbe],
  needs: ['project/project-usable'],
  evaluate({facts, config}) {
    const cluster = readFact(facts, clusterProbe);
    if (cluster === null) return [];
    const expected = 'RUNNING';
    return cluster.nodePools.map(({name, status, statusMessage}): Judgement => {
      const command = `gcloud container node-pools describe ${name} --cluster ${config.cluster.name} ${formatLocationFlag(config.location)} --project ${config.project.id}`;
      const own = about({resource: `Node pool ${name}`, expected, evidence: command});
      const observed = statusMessage === '' ? status : `${status}: ${statusMessage}`;
      if (status === 'RUNNING' && statusMessage === '') return own.pass(status);
      const meaning = meanings.find(([words]) => words.test(statusMessage))?.[1];
      const tries = [{text: meaning ?? 'See what GKE says of it.', command}];
      if (status === 'ERROR' || status === 'RUNNING_WITH_ERROR') return own.fail(observed, tries, [nodesMissing]);
      return status === 'RUNNING' ? own.warn(observed, tries) : own.pass(observed);
    });
  },
};
