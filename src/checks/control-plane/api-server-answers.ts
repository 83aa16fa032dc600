import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {apiServerProbe} from '../probes/api-server-probe.js';
import {readFact} from '../read-fact.js';

export const apiServerAnswers: Check = {
  id: 'control-plane/api-server-answers',
  title: 'The cluster’s API server answers',
  why: 'Everything that is looked at inside the cluster is asked of it. Where it does not answer, nothing is known, and nothing is green.',
  docs: 'https://kubernetes.io/docs/reference/using-api/health-checks/',
  scope: 'cluster',
  probes: [apiServerProbe],
  needs: [],
  evaluate({facts}) {
    const {version} = readFact(facts, apiServerProbe);
    return [about({expected: 'an answer to /version', evidence: 'kubectl get --raw /version'}).pass(version)];
  },
};
