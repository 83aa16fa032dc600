import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {selectReachTries} from '../gke/select-reach-tries.js';
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
  evaluate(inputs) {
    const {version, endpoint, failures} = readFact(inputs.facts, apiServerProbe);
    const own = about({expected: 'an answer to /version', evidence: 'kubectl get --raw /version'});
    if (version !== null) return [own.pass(version)];
    return [
      own.fail(
        `${endpoint} cannot be reached from here: ${failures[0] ?? 'no reason'}; whether the platform runs is not known`,
        selectReachTries(inputs, endpoint),
      ),
    ];
  },
};
