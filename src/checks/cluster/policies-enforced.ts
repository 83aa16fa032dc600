import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {policyEnginesProbe} from '../probes/policy-engines-probe.js';
import {readFact} from '../read-fact.js';

export const policiesEnforced: Check = {
  id: 'cluster/policies-enforced',
  title: 'Something enforces network policies',
  why: 'Kubernetes takes NetworkPolicies in and does nothing with them: without an engine every pod talks to every other, and nobody is told.',
  docs: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#prerequisites',
  scope: 'cluster',
  probes: [policyEnginesProbe],
  needs: ['cluster/version-supported'],
  evaluate({facts}) {
    const engines = readFact(facts, policyEnginesProbe);
    const words = about({expected: 'Calico, Cilium, or another engine', evidence: 'kubectl get daemonsets -A'});
    if (engines.length > 0) return [words.pass(engines.join(', '))];
    return [
      words.warn('none of the engines that are known runs; one that is not known may', [
        {text: 'Turn network policies on, or install an engine.'},
      ]),
    ];
  },
};
