import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {namespaceRulesProbe} from '../probes/namespace-rules-probe.js';
import {readFact} from '../read-fact.js';

export const defaultAccountsPresent: Check = {
  id: 'cluster/default-accounts-present',
  title: 'The namespaces have their default service account',
  why: 'Pods without an account of their own run as it; where somebody took it away, none of them is created.',
  docs: 'https://kubernetes.io/docs/concepts/security/service-accounts/#default-service-accounts',
  runbook: '19',
  probes: [namespaceRulesProbe],
  needs: ['project/project-usable'],
  evaluate({facts}) {
    const rules = readFact(facts, namespaceRulesProbe);
    const words = (resource?: string) =>
      about({
        ...(resource === undefined ? {} : {resource}),
        expected: 'a service account named default',
        evidence: 'kubectl get serviceaccounts default --all-namespaces',
      });
    const without = rules.filter(({hasDefaultAccount}) => !hasDefaultAccount);
    if (without.length === 0)
      return [words().pass(rules.length === 0 ? 'no namespace of the platform is there yet' : 'every one has it')];
    return without.map(({name}) =>
      words(`namespace ${name}`).fail('none', [
        {
          text: 'See whether the controller that makes it runs, or make it.',
          command: `kubectl create serviceaccount default --namespace ${name}`,
        },
      ]),
    );
  },
};
