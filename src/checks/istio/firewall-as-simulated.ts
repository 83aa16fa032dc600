import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {clusterNetworkProbe} from '../probes/cluster-network-probe.js';
import {ruleLayersProbe} from '../probes/rule-layers-probe.js';
import {webhooksProbe} from '../probes/webhooks-probe.js';
import {simulateWebhooks} from './simulate-webhooks.js';

const isTimeout = (message: string) => /deadline exceeded|timed? ?out|i\/o timeout/i.test(message);

export const firewallAsSimulated: Check = {
  id: 'istio/firewall-as-simulated',
  title: 'What the firewall’s rules say is what happens',
  why: 'Where rules say open and nothing comes through, something else is in the way; where they say closed and it does, a rule is at work that was not seen.',
  docs: 'https://cloud.google.com/firewall/docs/firewall-policies-overview',
  runbook: '18',
  probes: [webhooksProbe, ruleLayersProbe, clusterNetworkProbe],
  needs: ['istio/webhooks-served'],
  evaluate(inputs) {
    return simulateWebhooks(inputs).flatMap(({port, webhooks, verdict}) => {
      const tried = webhooks.filter(({trial}) => trial.state === 'answered' || trial.state === 'failed');
      if (tried.length === 0 || verdict.action === 'unknown') return [];
      const matter = about({
        resource: `tcp:${port}`,
        expected: 'rules and trial agree',
        evidence:
          'gcloud compute firewall-rules list && kubectl run trial --image=registry.k8s.io/pause:3.9 --dry-run=server',
      });
      const isAnswered = tried.some(({trial}) => trial.state === 'answered');
      const isLost = tried.every(({trial}) => trial.state === 'failed' && isTimeout(trial.message));
      const isOpen = verdict.action === 'allow';
      if (isOpen && isLost)
        return [
          matter.fail('the rules let it through, and nothing answers in time', [
            {
              text: 'Look for a NetworkPolicy, a node that is not ready, or a firewall of the nodes’ own.',
              command: 'kubectl get networkpolicies -A && kubectl get nodes',
            },
          ]),
        ];
      if (!isOpen && isAnswered)
        return [
          matter.warn('the rules drop it, and it is answered', [
            {
              text: 'A rule that was not seen lets it through, or the answer comes over the nodes’ agent: do not rely on it.',
              command: 'gcloud compute firewall-rules list',
            },
          ]),
        ];
      return [matter.pass(isOpen ? 'open, and answered' : 'closed, and not answered')];
    });
  },
};
