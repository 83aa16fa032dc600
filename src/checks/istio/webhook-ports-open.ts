import type {Check} from '../../model/finding.js';
import {selectNetworkProject} from '../../model/network-place.js';
import {about} from '../about.js';
import {describeVerdict} from '../network/describe-verdict.js';
import {clusterNetworkProbe} from '../probes/cluster-network-probe.js';
import {ruleLayersProbe} from '../probes/rule-layers-probe.js';
import {webhooksProbe} from '../probes/webhooks-probe.js';
import {simulateWebhooks} from './simulate-webhooks.js';

export const installedWebhookPortsOpen: Check = {
  id: 'istio/webhook-ports-open',
  title: 'The firewall lets the control plane through to the webhooks’ pods',
  why: 'The ports are those of the pods behind each webhook’s Service, as the cluster has them now: 15017 behind 443 for istiod.',
  docs: 'https://istio.io/latest/docs/setup/platform-setup/gke/',
  runbook: '18',
  probes: [webhooksProbe, ruleLayersProbe, clusterNetworkProbe],
  needs: ['control-plane/api-server-answers'],
  evaluate(inputs) {
    const {config} = inputs;
    const project = selectNetworkProject(config);
    const rule = `${config.cluster.name}-istio`;
    return simulateWebhooks(inputs).map(({port, source, webhooks, verdict}) => {
      const {text} = describeVerdict(verdict);
      const services = [...new Set(webhooks.map(({namespace, service}) => `${namespace}/${service}`))].join(', ');
      const matter = about({
        resource: `tcp:${port} of ${services}`,
        expected: `open to the control plane${source === undefined ? '' : ` (${source})`}`,
        evidence: `gcloud compute networks get-effective-firewalls ${config.cluster.network} --project=${project}`,
      });
      if (verdict.action === 'allow') return matter.pass(text);
      if (verdict.action === 'unknown')
        return matter.unknown(text, {kind: 'answer', missing: 'networks.getEffectiveFirewalls', message: text});
      return {
        ...matter.fail(
          text,
          [
            {text: `Let the plan put rule ${rule} back.`, command: 'shakinstall init'},
            {
              text: 'Or see what became of it.',
              command: `gcloud compute firewall-rules describe ${rule} --project=${project}`,
            },
          ],
          webhooks.map(({name}) => `reach of webhook ${name}`),
        ),
        mendedBy: 'network/create-firewall-rule',
      };
    });
  },
};
