import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {webhookPoliciesProbe} from '../probes/webhook-policies-probe.js';
import {webhooksProbe} from '../probes/webhooks-probe.js';
import {readFact} from '../read-fact.js';

export const networkPoliciesAllow: Check = {
  id: 'istio/network-policies-allow',
  title: 'No NetworkPolicy keeps the control plane from the webhooks',
  why: 'A policy that lets in pods alone shuts out the API server, which is none. Where nobody enforces policies, it begins to on the day somebody turns that on.',
  docs: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  runbook: '18',
  scope: 'cluster',
  probes: [webhooksProbe, webhookPoliciesProbe],
  needs: ['istio/webhooks-served'],
  evaluate({facts}) {
    const {webhooks} = readFact(facts, webhooksProbe);
    return readFact(facts, webhookPoliciesProbe).flatMap(({namespace, service, policies}) => {
      const own = webhooks.filter((webhook) => webhook.namespace === namespace && webhook.service === service);
      return [...new Set(own.flatMap(({targetPorts}) => targetPorts))].map((port) => {
        const matter = about({
          resource: `tcp:${port} of ${namespace}/${service}`,
          expected: 'no policy, or one that lets addresses outside the pods in',
          evidence: `kubectl describe networkpolicies -n ${namespace}`,
        });
        // Policies add up: one that lets it in suffices.
        const isOpen = policies.some(({openPorts}) => openPorts === null || openPorts.includes(port));
        if (policies.length === 0) return matter.pass('no policy chooses its pods');
        const names = policies.map(({name}) => name).join(', ');
        if (isOpen) return matter.pass(`let in by ${names}`);
        const cure = {
          text: `Add a rule for tcp:${port} from the control plane’s range (ipBlock).`,
          command: `kubectl edit networkpolicy -n ${namespace} ${policies[0]?.name}`,
        };
        return own.some(({trial}) => trial.state === 'failed')
          ? matter.fail(`${names} lets pods alone in, and the webhook does not answer`, [cure])
          : matter.warn(`${names} lets pods alone in; nobody enforces it yet, or the control plane comes another way`, [
              cure,
            ]);
      });
    });
  },
};
