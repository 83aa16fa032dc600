import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {workloadsProbe} from '../probes/workloads-probe.js';
import {readFact} from '../read-fact.js';

/** What to do about each refusal of the API server. */
const cures: ReadonlyArray<readonly [words: RegExp, text: string, command: (namespace: string) => string]> = [
  [
    /exceeded quota/i,
    'Raise the quota, or remove it.',
    (namespace) => `kubectl get resourcequota --namespace ${namespace}`,
  ],
  [
    /failed calling webhook/i,
    'The webhook does not answer: see what the checks of its reachability say, and its endpoints.',
    (namespace) => `kubectl get events --namespace ${namespace} --field-selector reason=FailedCreate`,
  ],
  [
    /serviceaccount .* not found|service account .* was not found/i,
    'Bring the service account back: installing again does.',
    (namespace) => `kubectl get serviceaccounts --namespace ${namespace}`,
  ],
  [
    /violates PodSecurity/i,
    'Relax the pod security of the namespace, or correct the pods.',
    (namespace) => `kubectl get namespace ${namespace} --show-labels`,
  ],
];

export const created: Check = {
  id: 'pods/created',
  title: 'Every workload of the platform may create its pods',
  why: 'A quota, an admission webhook or a policy that refuses a pod leaves nothing behind but an event: there is no pod to look at.',
  docs: 'https://kubernetes.io/docs/concepts/policy/resource-quotas/',
  runbook: '18',
  scope: 'cluster',
  probes: [workloadsProbe],
  needs: ['control-plane/api-server-answers', 'istio/webhooks-answer'],
  evaluate({facts}) {
    const {workloads} = readFact(facts, workloadsProbe);
    const expected = 'as many pods as the workload asks for';
    const found = workloads.flatMap(({kind, namespace, name, failure, ready, wanted}) => {
      if (failure === undefined) return [];
      const events = `kubectl get events --namespace ${namespace} --field-selector reason=FailedCreate`;
      const cure = cures.find(([words]) => words.test(failure));
      const tries = [
        {
          text: cure?.[1] ?? 'Let the namespace have what the message names.',
          command: cure?.[2](namespace) ?? events,
        },
      ];
      const own = about({resource: `${kind} ${namespace}/${name}`, expected, evidence: events});
      const webhook = /failed calling webhook "([^"]+)"/.exec(failure)?.[1];
      const refusal = own.fail(`${ready} of ${wanted} serve; the next is refused: ${failure}`, tries, [
        `${kind} ${namespace}/${name}`,
      ]);
      return [webhook === undefined ? refusal : {...refusal, follows: [`webhook ${webhook}`]}];
    });
    if (found.length > 0 || workloads.length === 0) return found;
    const seen = about({expected, evidence: 'kubectl get deployments,statefulsets,daemonsets --all-namespaces'});
    return [seen.pass(`no refusal among ${workloads.length} workloads`)];
  },
};
