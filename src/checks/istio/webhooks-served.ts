import type {Try} from '../../model/diagnostic.js';
import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {webhooksProbe} from '../probes/webhooks-probe.js';
import {readFact} from '../read-fact.js';

export const webhooksServed: Check = {
  id: 'istio/webhooks-served',
  title: 'Each admission webhook has its authority, and a pod behind it',
  why: 'The API server trusts a webhook by the CA bundle that its operator writes into the configuration. Without one, or without a ready pod, nothing that it reviews can be created.',
  docs: 'https://istio.io/latest/docs/ops/common-problems/injection/',
  runbook: '18',
  scope: 'cluster',
  probes: [webhooksProbe],
  needs: ['control-plane/api-server-answers'],
  evaluate({facts}) {
    return readFact(facts, webhooksProbe).webhooks.map((webhook) => {
      const {
        configuration,
        kind,
        name,
        hasAuthority,
        namespace,
        service,
        hasService,
        ready,
        failurePolicy,
        behind = [],
      } = webhook;
      const matter = about({
        resource: `${kind} ${configuration}, ${name}`,
        expected: `a CA bundle, and a ready pod behind ${namespace}/${service}`,
        evidence: `kubectl get ${kind.toLowerCase()} ${configuration} -o yaml; kubectl get endpointslices -n ${namespace} -l kubernetes.io/service-name=${service}`,
      });
      // One that fails open lets everything through unreviewed: bad, and not in the way.
      const say = (observed: string, tries: readonly Try[]) =>
        (failurePolicy === 'Ignore' ? matter.warn : matter.fail)(observed, tries, [`webhook ${name}`]);
      if (!hasService)
        return say(`Service ${namespace}/${service} is missing, or lacks the port`, [
          {
            text: 'Let the chart make it again, or remove the configuration that nobody serves.',
            command: 'shakinstall init',
          },
        ]);
      if (ready === 0)
        return {
          ...say(`no pod is ready behind ${namespace}/${service}`, [
            {text: 'See why its pods are not ready.', command: `kubectl get pods -n ${namespace} -o wide`},
          ]),
          follows: behind,
        };
      if (!hasAuthority) {
        const writer = /istio/.test(`${configuration} ${service}`) ? 'istiod' : 'cert-manager’s cainjector';
        return say('its CA bundle is empty: the API server trusts nobody there', [
          {
            text: `${writer} writes the bundle: see what it logs, and restart it.`,
            command: `kubectl get pods -n ${namespace} && kubectl rollout restart deployment -n ${namespace}`,
          },
        ]);
      }
      return matter.pass(`${ready} ready, failure policy ${failurePolicy}`);
    });
  },
};
