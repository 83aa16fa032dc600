import type {Check, Judgement} from '../../model/finding.js';
import {about} from '../about.js';
import {type DryRunFact, dryRunProbe} from '../probes/dry-run-probe.js';
import {readFact} from '../read-fact.js';
import {selectRefusalLayer} from './select-refusal-layer.js';

function judge({object, refusal}: DryRunFact): Judgement {
  const [kind = '', name = ''] = object.split(' ');
  const shown = about({
    resource: object,
    expected: 'accepted in a dry run',
    evidence: `kubectl auth can-i create ${kind.toLowerCase()}`,
  });
  if (refusal === null) return shown.pass('accepted');
  const {layer, name: by} = selectRefusalLayer(refusal.message);
  const observed = `refused by ${layer}${by === undefined ? '' : ` ${by}`}: ${refusal.message}`;
  if (layer === 'IAM or RBAC' || layer === 'RBAC escalation')
    // The deployer will be let; whether anything behind would refuse it cannot be seen from here.
    return shown.unknown(observed, {
      kind: 'permission',
      missing: by ?? refusal.permission ?? `create ${kind}`,
      message: refusal.message,
    });
  return shown.fail(observed, [
    layer === 'admission webhook'
      ? {
          text: `Have an exception made for ${name} by whoever runs the webhook.`,
          command: 'kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations',
        }
      : layer === 'quota'
        ? {text: 'Have the quota raised.', command: 'kubectl get resourcequotas --all-namespaces'}
        : {
            text: 'Have an exception made by whoever runs the cluster.',
            command: 'kubectl get validatingadmissionpolicies',
          },
  ]);
}

export const manifestsAccepted: Check = {
  id: 'iam/manifests-accepted',
  title: 'The existing cluster accepts namespaces, definitions, roles and webhooks of ours',
  why: 'Policies of the cluster refuse in the middle of an installation what IAM and RBAC allow. A dry run passes every layer and stores nothing.',
  docs: 'https://kubernetes.io/docs/reference/using-api/api-concepts/#dry-run',
  runbook: '17',
  probes: [dryRunProbe],
  needs: ['credentials/identity-present', 'project/project-usable'],
  evaluate({facts}) {
    const found = readFact(facts, dryRunProbe);
    const refused = found.filter(({refusal}) => refusal !== null);
    if (refused.length > 0 || found.length === 0) return refused.map(judge);
    return [
      about({expected: 'accepted in a dry run', evidence: 'kubectl get namespaces'}).pass(
        `all ${found.length} objects are accepted`,
      ),
    ];
  },
};
