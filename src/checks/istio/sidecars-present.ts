import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {podsProbe} from '../probes/pods-probe.js';
import {readFact} from '../read-fact.js';

export const sidecarsPresent: Check = {
  id: 'istio/sidecars-present',
  title: 'Pods of namespaces with injection have a sidecar that is ready',
  why: 'A pod without one is outside the mesh: strict mutual TLS refuses it, and its policies do not hold. Sidecars come at creation only.',
  docs: 'https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/',
  runbook: '18',
  scope: 'cluster',
  probes: [podsProbe],
  needs: ['control-plane/api-server-answers'],
  evaluate({facts}) {
    return readFact(facts, podsProbe).sidecars.map(({namespace, injected, without, early = [], unready}) => {
      const matter = about({
        resource: `Namespace ${namespace}`,
        expected: 'istio-proxy in every pod, and ready',
        evidence: `kubectl get pods -n ${namespace} -o custom-columns=POD:.metadata.name,CONTAINERS:.spec.containers[*].name`,
      });
      if (without.length > 0)
        return matter.fail(`without sidecar: ${without.join(', ')}`, [
          {
            text: 'Compare the namespace’s istio labels with istiod’s revision; then let the pods be made anew.',
            command: `kubectl get namespace ${namespace} --show-labels && kubectl rollout restart deployment -n ${namespace}`,
          },
        ]);
      if (unready.length > 0)
        return matter.warn(`the sidecar is not ready: ${unready.join(', ')}`, [
          {
            text: 'See whether it reaches istiod.',
            command: `kubectl logs -n ${namespace} ${unready[0]} -c istio-proxy --tail=50`,
          },
        ]);
      // Whoever stood before the mesh serves outside of it, as it was installed.
      if (early.length > 0)
        return matter.warn(`made before there was an injector, and without sidecar since: ${early.join(', ')}`, [
          {
            text: 'Let them be made anew where they are to be in the mesh.',
            command: `kubectl rollout restart deployment -n ${namespace}`,
          },
        ]);
      return matter.pass(`${injected} with sidecar`);
    });
  },
};
