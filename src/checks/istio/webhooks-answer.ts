import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {webhooksProbe} from '../probes/webhooks-probe.js';
import {readFact} from '../read-fact.js';

export const webhooksAnswer: Check = {
  id: 'istio/webhooks-answer',
  title: 'The API server reaches each admission webhook',
  why: 'It is the road from the control plane to the nodes, on 443, 10250 and 15017, walked with an object that is not stored.',
  docs: 'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/',
  runbook: '18',
  scope: 'cluster',
  probes: [webhooksProbe],
  needs: ['istio/webhooks-served'],
  evaluate({facts}) {
    return readFact(facts, webhooksProbe).webhooks.map(({configuration, name, targetPorts, trial, failurePolicy}) => {
      const matter = about({
        resource: `${configuration}, ${name}`,
        expected: `an answer on ${targetPorts.map((port) => `tcp:${port}`).join(', ') || 'its port'}`,
        evidence: 'kubectl run trial --image=registry.k8s.io/pause:3.9 --dry-run=server',
      });
      if (trial.state === 'answered') return matter.pass(trial.message);
      if (trial.state === 'untried') return matter.skip(`not tried: ${trial.message}`);
      if (trial.state === 'refused')
        return matter.unknown(`could not look: ${trial.message}`, {
          kind: trial.kind,
          missing: trial.missing,
          message: trial.message,
        });
      const isUnknownAuthority = /x509|certificate/i.test(trial.message);
      const say = failurePolicy === 'Ignore' ? matter.warn : matter.fail;
      const silence = say(
        `tried twice: ${trial.message}`,
        [
          isUnknownAuthority
            ? {
                text: 'The CA bundle is not of the authority that signs the webhook’s certificate: restart what writes it.',
                command: `kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations ${configuration} -o yaml`,
              }
            : {
                text: `Let the control plane reach ${targetPorts.map((port) => `tcp:${port}`).join(', ')} of the nodes, and see whether a NetworkPolicy keeps it out.`,
                command:
                  'gcloud compute firewall-rules list --format="table(name,disabled,sourceRanges.list(),allowed[].map().firewall_rule().list())"',
              },
        ],
        [`webhook ${name}`],
      );
      // A closed port keeps the API server from asking; a wrong authority does not.
      return isUnknownAuthority ? silence : {...silence, follows: [`reach of webhook ${name}`]};
    });
  },
};
