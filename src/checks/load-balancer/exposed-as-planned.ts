import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {ingressProbe} from '../probes/ingress-probe.js';
import {readFact} from '../read-fact.js';

export const exposedAsPlanned: Check = {
  id: 'load-balancer/exposed-as-planned',
  title: 'The load balancer stands where the plan wants it: outside, or in the network alone',
  why: 'One annotation takes a load balancer into the VPC, and everybody outside is shut out; without it, what was to be private is open to the Internet.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/how-to/internal-load-balancing',
  runbook: '19',
  probes: [ingressProbe],
  needs: ['control-plane/api-server-answers'],
  evaluate({facts, config}) {
    const {namespace, name, isPresent, type, isInternal} = readFact(facts, ingressProbe);
    // What is no load balancer at all is another check's to say.
    if (!isPresent || type !== 'LoadBalancer') return [];
    const isWantedInside = config.domain.exposure === 'internal';
    const words = (isInside: boolean) => (isInside ? 'internal: reached from the VPC alone' : 'external');
    const matter = about({
      resource: `Service ${namespace}/${name}`,
      expected: words(isWantedInside),
      evidence: `kubectl get service -n ${namespace} ${name} -o jsonpath="{.metadata.annotations}"`,
    });
    if (isInternal === isWantedInside) return [matter.pass(words(isInternal))];
    const annotation = 'networking.gke.io/load-balancer-type';
    return [
      matter.fail(
        isInternal
          ? `${words(true)}, by its annotation`
          : `${words(false)}: anybody may connect, and the plan wants it inside`,
        [
          {
            text: isInternal
              ? 'Take the annotation away; GKE makes the balancer anew, so ask for its address again.'
              : 'Annotate it; GKE makes the balancer anew, inside.',
            command: isInternal
              ? `kubectl annotate service -n ${namespace} ${name} ${annotation}- cloud.google.com/load-balancer-type-`
              : `kubectl annotate service -n ${namespace} ${name} ${annotation}=Internal`,
          },
          {
            text: 'See who changed it.',
            command: `kubectl get service -n ${namespace} ${name} -o yaml --show-managed-fields`,
          },
        ],
      ),
    ];
  },
};
