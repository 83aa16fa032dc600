import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {meshProbe} from '../probes/mesh-probe.js';
import {readFact} from '../read-fact.js';

export const injectionLabelsLead: Check = {
  id: 'istio/injection-labels-lead',
  title: 'Namespaces ask for sidecars of a revision that is there',
  why: 'A label that names a revision which nobody injects for is met with silence: pods start without sidecar and without any error.',
  docs: 'https://istio.io/latest/docs/setup/upgrade/canary/',
  runbook: '18',
  scope: 'cluster',
  probes: [meshProbe],
  needs: ['control-plane/api-server-answers'],
  evaluate({facts}) {
    const {namespaces, revisions} = readFact(facts, meshProbe);
    const asking = namespaces.filter(({injection, revision}) => injection !== null || revision !== null);
    if (revisions.length === 0 && asking.length > 0)
      return [
        {
          ...about({
            resource: 'MutatingWebhookConfiguration istio-sidecar-injector',
            expected: 'there, with istio.io/rev of what the namespaces ask for',
            evidence: 'kubectl get mutatingwebhookconfigurations -l istio.io/rev --show-labels',
          }).fail(
            `nobody injects sidecars: it is missing, and ${asking.map(({name}) => name).join(', ')} ask for them`,
            [{text: 'Let the chart make it again.', command: 'shakinstall init'}],
          ),
          mendedBy: 'platform/install-release',
        },
      ];
    return asking.map(({name, injection, revision}) => {
      const matter = about({
        resource: `Namespace ${name}`,
        expected: `istio-injection=enabled, or istio.io/rev of ${revisions.join(', ')}`,
        evidence: `kubectl get namespace ${name} --show-labels`,
      });
      // istio-injection wins where both are set; the revision is then without effect.
      if (injection === 'enabled' && revision !== null)
        return matter.warn(`istio-injection=enabled hides istio.io/rev=${revision}`, [
          {text: 'Take one of them away.', command: `kubectl label namespace ${name} istio-injection-`},
        ]);
      const wanted = injection === 'enabled' ? 'default' : injection === null ? revision : null;
      if (wanted === null) return matter.pass(`istio-injection=${injection}`);
      if (revisions.includes(wanted)) return matter.pass(`revision ${wanted}`);
      return matter.fail(`it asks for revision ${wanted}, and there is ${revisions.join(', ') || 'none'}`, [
        {
          text: 'Let it name a revision that is there, then let its pods be made anew.',
          command: `kubectl label namespace ${name} istio.io/rev=${revisions[0] ?? 'REVISION'} --overwrite`,
        },
      ]);
    });
  },
};
