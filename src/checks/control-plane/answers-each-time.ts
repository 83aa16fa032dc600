import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {formatUnanswered, listUnanswered} from '../list-unanswered.js';
import {apiServerProbe} from '../probes/api-server-probe.js';
import {readFact} from '../read-fact.js';

export const answersEachTime: Check = {
  id: 'control-plane/answers-each-time',
  title: 'The cluster’s API server answers each request',
  why: 'Connections that break now and then leave some of what is looked at unknown, and make helm and kubectl fail in the middle of a run.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/troubleshooting/connectivity-issues-in-cluster',
  scope: 'cluster',
  probes: [apiServerProbe],
  needs: ['control-plane/api-server-answers'],
  evaluate({facts}) {
    const {asked, failures} = readFact(facts, apiServerProbe);
    const others = listUnanswered(facts, 'the API server');
    const own = about({expected: 'an answer to each request', evidence: 'kubectl get --raw /readyz'});
    const [message = others[0]?.message] = failures;
    if (message === undefined) return [own.pass(`${asked} of ${asked} small requests`)];
    return [
      own.warn(
        `${asked - failures.length} of ${asked} small requests were answered${formatUnanswered(others)}: ${message}`,
        [
          {text: 'Look again in some minutes: a control plane that is repaired or resized drops connections.'},
          {
            text: 'Where it stays so: see what stands between here and the cluster’s endpoint, such as a proxy, a VPN or a bastion.',
            command: 'kubectl get --raw "/readyz?verbose"',
          },
        ],
        ['answers of the API server'],
      ),
    ];
  },
};
