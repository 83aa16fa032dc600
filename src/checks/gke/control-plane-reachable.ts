import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {clusterProbe} from '../probes/cluster-probe.js';
import {controlPlaneReachProbe} from '../probes/control-plane-reach-probe.js';
import {readFact} from '../read-fact.js';
import {selectReachTries} from './select-reach-tries.js';

export const controlPlaneReachable: Check = {
  id: 'gke/control-plane-reachable',
  title: 'The cluster’s control plane is reachable from here',
  why: 'A private endpoint answers inside its network only, and authorized networks keep everybody else out: whoever installs has to be inside.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/how-to/authorized-networks',
  runbook: '11',
  probes: [controlPlaneReachProbe, clusterProbe],
  needs: ['gke/cluster-healthy'],
  evaluate(inputs) {
    const {facts, config} = inputs;
    const {endpoint, state, message} = readFact(facts, controlPlaneReachProbe);
    const {name} = config.cluster;
    const words = about({
      resource: `cluster ${name}`,
      expected: `an answer of https://${endpoint}, be it a refusal`,
      evidence: `curl --insecure --max-time 10 https://${endpoint}/version`,
    });
    if (state === 'answers') return [words.pass(`answers as ${message}`)];
    if (state === 'refuses') return [words.pass(`answers, and refuses: ${message}`)];
    return [words.fail(`${endpoint} does not answer: ${message}`, selectReachTries(inputs, endpoint))];
  },
};
