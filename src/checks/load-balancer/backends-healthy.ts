import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {ingressProbe} from '../probes/ingress-probe.js';
import {readFact} from '../read-fact.js';

export const backendsHealthy: Check = {
  id: 'load-balancer/backends-healthy',
  title: 'Pods stand behind the load balancer',
  why: 'The balancer’s health checks fail on every node, or connections are refused, where no gateway pod is ready.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/concepts/service-load-balancer#health_checks',
  runbook: '19',
  scope: 'cluster',
  probes: [ingressProbe],
  needs: ['load-balancer/address-assigned'],
  evaluate({facts}) {
    const {namespace, name, ready, selector, externalTrafficPolicy, behind = []} = readFact(facts, ingressProbe);
    const labels = Object.entries(selector)
      .map(([key, value]) => `${key}=${value}`)
      .join(',');
    const matter = about({
      resource: `Service ${namespace}/${name}`,
      expected: 'at least one ready pod',
      evidence: `kubectl get pods -n ${namespace} -l ${labels}`,
    });
    if (ready > 0)
      return [
        matter.pass(
          `${ready} ready${externalTrafficPolicy === 'Local' ? ', on whose nodes alone health checks pass' : ''}`,
        ),
      ];
    if (behind.length === 0)
      return [
        {
          ...matter.fail(`no workload in ${namespace} has pods with ${labels}: the Service leads to nobody`, [
            {text: 'Let the chart bring the Service, or the gateway, back as it was.', command: 'shakinstall init'},
          ]),
          mendedBy: 'platform/install-release',
        },
      ];
    return [
      {
        ...matter.fail('no ready pod', [
          {text: 'See why its pods are not ready.', command: `kubectl describe pods -n ${namespace} -l ${labels}`},
        ]),
        follows: behind,
      },
    ];
  },
};
