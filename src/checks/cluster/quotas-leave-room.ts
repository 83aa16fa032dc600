import type {Check, Judgement} from '../../model/finding.js';
import {parseQuantity} from '../../model/parse-quantity.js';
import type {WorkloadNeed} from '../../release/needs/cluster-needs.js';
import {about} from '../about.js';
import {type NamespaceRules, namespaceRulesProbe} from '../probes/namespace-rules-probe.js';
import {releaseNeedsProbe} from '../probes/release-needs-probe.js';
import {readFact} from '../read-fact.js';

/** What of a quota the release's own pods take, by the name that a quota has for it. https://kubernetes.io/docs/concepts/policy/resource-quotas/ */
const amounts: Readonly<Record<string, (workload: WorkloadNeed) => number>> = {
  pods: ({pods}) => pods,
  'count/pods': ({pods}) => pods,
  cpu: ({pods, cpus}) => pods * cpus,
  'requests.cpu': ({pods, cpus}) => pods * cpus,
  memory: ({pods, memoryBytes}) => pods * memoryBytes,
  'requests.memory': ({pods, memoryBytes}) => pods * memoryBytes,
};

function judge({name, quotas}: NamespaceRules, workloads: readonly WorkloadNeed[]): Judgement[] {
  const own = workloads.filter(({namespace}) => namespace === name);
  return quotas.map(({name: quota, hard}) => {
    const words = about({
      resource: `${name}/${quota}`,
      expected: 'a quota that the release’s pods fit in',
      evidence: `kubectl describe resourcequota ${quota} --namespace ${name}`,
    });
    const short = Object.entries(hard).flatMap(([resource, text]) => {
      const amountOf = amounts[resource];
      const limit = parseQuantity(text);
      if (amountOf === undefined || limit === undefined) return [];
      const wanted = own.reduce((sum, workload) => sum + amountOf(workload), 0);
      return wanted > limit ? [`${resource}: ${text}, and the release asks for ${Number(wanted.toFixed(3))}`] : [];
    });
    if (short.length === 0) return words.pass('leaves room');
    return words.fail(short.join('; '), [{text: 'Have the quota raised by whoever answers for the namespace.'}]);
  });
}

export const quotasLeaveRoom: Check = {
  id: 'cluster/quotas-leave-room',
  title: 'Resource quotas of the namespaces leave room for the platform’s pods',
  why: 'A pod over its namespace’s quota is not created, and only an Event of its ReplicaSet says so.',
  docs: 'https://kubernetes.io/docs/concepts/policy/resource-quotas/',
  runbook: '19',
  probes: [namespaceRulesProbe, releaseNeedsProbe],
  needs: ['project/project-usable', 'release/renders-cleanly'],
  evaluate({facts}) {
    const {workloads} = readFact(facts, releaseNeedsProbe);
    const judged = readFact(facts, namespaceRulesProbe).flatMap((rules) => judge(rules, workloads));
    if (judged.length > 0) return judged;
    const words = about({
      expected: 'quotas that the release’s pods fit in',
      evidence: 'kubectl get resourcequotas --all-namespaces',
    });
    return [words.pass('none in the platform’s namespaces')];
  },
};
