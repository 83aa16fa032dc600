import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {ingressProbe} from '../probes/ingress-probe.js';
import {readFact} from '../read-fact.js';

export const sourcesAllowed: Check = {
  id: 'load-balancer/sources-allowed',
  title: 'The load balancer lets its users in',
  why: 'Source ranges that leave out the users’ networks look like a dead address to them; those of Let’s Encrypt cannot be listed, so HTTP-01 fails.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/how-to/service-parameters#load-balancer-ip-address-range',
  runbook: '19',
  scope: 'cluster',
  probes: [ingressProbe],
  needs: ['load-balancer/address-assigned'],
  evaluate({facts}) {
    const {namespace, name, sourceRanges, isInternal} = readFact(facts, ingressProbe);
    const matter = about({
      resource: `Service ${namespace}/${name}`,
      expected: 'every network from which the platform is used',
      evidence: `kubectl get service -n ${namespace} ${name} -o jsonpath="{.spec.loadBalancerSourceRanges}"`,
    });
    if (sourceRanges.length === 0 || sourceRanges.includes('0.0.0.0/0'))
      return [matter.pass(isInternal ? 'all of the VPC' : 'all')];
    return [matter.pass(`only ${sourceRanges.join(', ')}`)];
  },
};
