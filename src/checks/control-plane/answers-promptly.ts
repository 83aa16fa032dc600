import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {apiServerProbe} from '../probes/api-server-probe.js';
import {readFact} from '../read-fact.js';

/** Kubernetes' own objective for one object is a second; the way there may take as much again. */
const slowMs = 2_000;

export const answersPromptly: Check = {
  id: 'control-plane/answers-promptly',
  title: 'The cluster’s API server answers promptly',
  why: 'A control plane that is slow makes controllers, webhooks and helm miss their deadlines one after the other.',
  docs: 'https://github.com/kubernetes/community/blob/master/sig-scalability/slos/api_call_latency.md',
  scope: 'cluster',
  probes: [apiServerProbe],
  needs: ['control-plane/api-server-answers'],
  evaluate({facts}) {
    const {quickestMs} = readFact(facts, apiServerProbe);
    const own = about({expected: `an answer within ${slowMs / 1000} s`, evidence: 'time kubectl get --raw /version'});
    if (quickestMs === null) return [own.skip('no object was answered: control-plane/answers-each-time judges that')];
    const observed = `${(quickestMs / 1000).toFixed(1)} s for one object`;
    if (quickestMs <= slowMs) return [own.pass(observed)];
    return [
      own.warn(observed, [
        {
          text: 'See whether the control plane or the way to it is slow: ask from within the cluster’s network too.',
          command: 'time kubectl get --raw /version',
        },
        {
          text: 'GKE gives the control plane larger machines as nodes are added; many large objects or a busy controller may be the cause.',
          command: 'kubectl get --raw /metrics',
        },
      ]),
    ];
  },
};
