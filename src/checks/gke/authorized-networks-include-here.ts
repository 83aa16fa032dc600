import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {clusterProbe} from '../probes/cluster-probe.js';
import {readFact} from '../read-fact.js';
import {formatPlace} from './about-cluster.js';

export const authorizedNetworksIncludeHere: Check = {
  id: 'gke/authorized-networks-include-here',
  title: 'The authorized networks that are planned include this place',
  why: 'A cluster that is created with authorized networks shuts its creator out unless they hold the address that he comes from, after all the rest was built.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/how-to/authorized-networks',
  runbook: '11',
  probes: [clusterProbe],
  needs: ['gke/cluster-healthy'],
  evaluate(inputs) {
    const {config, facts} = inputs;
    const {name, authorizedNetworks, private: isolation} = config.cluster;
    const planned = authorizedNetworks.length === 0 ? [] : [...authorizedNetworks, ...config.support.offices];
    const words = about({
      resource: `cluster ${name}`,
      expected: 'a network of cluster.authorizedNetworks that holds the address you come from',
      evidence: `gcloud container clusters describe ${name} ${formatPlace(inputs)} --format="yaml(masterAuthorizedNetworksConfig)"`,
    });
    // Whether a cluster that stands lets us in is seen by trying, and said there.
    if (readFact(facts, clusterProbe) !== null) return [words.skip('the cluster stands: see whether it is reachable')];
    if (planned.length === 0 && isolation?.endpoint !== true) return [words.pass('open to every address')];
    if (planned.some(({cidr}) => cidr.endsWith('/0'))) return [words.pass('a network of every address is among them')];
    const list = planned.map(({cidr}) => cidr).join(', ') || 'none';
    const where = isolation?.endpoint === true ? ', and the endpoint is private' : '';
    return [
      words.unknown(`planned are ${list}${where}; which address you come from is not known from here`, {
        kind: 'answer',
        missing: 'the address you come from',
        message: `whether ${list} holds it is seen once the cluster answers; compare it before, as your network administrator or your VPN tells it`,
      }),
    ];
  },
};
