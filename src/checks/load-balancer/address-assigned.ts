import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {ingressProbe} from '../probes/ingress-probe.js';
import {readFact} from '../read-fact.js';

/** What a controller's words say about the cause, first match first. */
const causes: ReadonlyArray<readonly [RegExp, string, string]> = [
  [
    /quota/i,
    'Release addresses that nobody uses, or ask for more.',
    'gcloud compute addresses list --filter="status=RESERVED"',
  ],
  [
    /already in use|IP_IN_USE|in use by/i,
    'Something else holds the address: free it, or let the Service ask for another.',
    'gcloud compute forwarding-rules list',
  ],
  [
    /not (?:found|valid|exist)|invalid.*address|not owned/i,
    'Reserve the address that the Service asks for, in the cluster’s region.',
    'gcloud compute addresses list',
  ],
  [
    /firewall|permission|forbidden|denied/i,
    'The cluster’s own agent may not make the firewall rule or the balancer: give it the role that the message names.',
    'gcloud projects get-iam-policy PROJECT --flatten=bindings --filter="bindings.members:container-engine-robot"',
  ],
];

export const addressAssigned: Check = {
  id: 'load-balancer/address-assigned',
  title: 'The ingress has its address',
  why: 'A load balancer that stays pending hides its reason in the Service’s events: quota, an address in use, a missing permission.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/concepts/service-load-balancer',
  runbook: '19',
  scope: 'cluster',
  probes: [ingressProbe],
  needs: ['control-plane/api-server-answers'],
  evaluate({facts}) {
    const ingress = readFact(facts, ingressProbe);
    const {namespace, name, isPresent, type, addresses, requested, warnings, ageSeconds, isInternal} = ingress;
    const matter = about({
      resource: `Service ${namespace}/${name}`,
      expected: `an ${isInternal ? 'internal' : 'external'} address${requested === null ? '' : `: ${requested}`}`,
      evidence: `kubectl describe service -n ${namespace} ${name}`,
    });
    const install = {text: 'Let the chart make it again.', command: 'shakinstall init'};
    if (!isPresent)
      return [{...matter.fail('the Service is missing', [install]), mendedBy: 'platform/install-release'}];
    if (type !== 'LoadBalancer')
      return addresses.length > 0 || type === 'NodePort'
        ? [matter.warn(`it is of type ${type}: nothing outside the cluster leads to it by itself`, [install])]
        : [matter.fail(`it is of type ${type}, which has no address outside the cluster`, [install])];
    const [warning] = warnings;
    const words = warning === undefined ? '' : `${warning.reason}: ${warning.message}`;
    if (addresses.length === 0) {
      const cause = causes.find(([pattern]) => pattern.test(words));
      const [, text, command] = cause ?? [
        undefined,
        'Wait some minutes; then the Service’s events say why.',
        `kubectl get events -n ${namespace} --field-selector involvedObject.name=${name}`,
      ];
      return [
        matter.fail(`pending for ${Math.round(ageSeconds / 60)} min${words === '' ? '' : `; ${words}`}`, [
          {text, command},
        ]),
      ];
    }
    if (requested !== null && !addresses.includes(requested))
      return [
        matter.fail(`${addresses.join(' ')} in place of ${requested}`, [
          {text: 'See what keeps the address it asks for.', command: 'gcloud compute addresses list'},
        ]),
      ];
    return [matter.pass(addresses.join(' '))];
  },
};
