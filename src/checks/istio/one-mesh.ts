import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {meshProbe} from '../probes/mesh-probe.js';
import {readFact} from '../read-fact.js';

export const oneMesh: Check = {
  id: 'istio/one-mesh',
  title: 'One istiod of each revision runs, and is ready',
  why: 'Two of one revision write each other’s webhooks and authorities; none that is ready means that no proxy learns of a change.',
  docs: 'https://istio.io/latest/docs/setup/install/multiple-controlplanes/',
  runbook: '18',
  scope: 'cluster',
  probes: [meshProbe],
  needs: ['control-plane/api-server-answers'],
  evaluate({facts}) {
    const {controlPlanes} = readFact(facts, meshProbe);
    const byRevision = Map.groupBy(controlPlanes, ({revision}) => revision);
    return [...byRevision].map(([revision, own]) => {
      const matter = about({
        resource: `revision ${revision}`,
        expected: 'one istiod that is ready',
        evidence: 'kubectl get deployments -A -l app=istiod --show-labels',
      });
      const places = own.map(
        ({namespace, name, isOwn}) => `${namespace}/${name}${isOwn ? '' : ' (not the platform’s)'}`,
      );
      if (own.length > 1)
        return matter.fail(`${own.length} of them: ${places.join(', ')}`, [
          {
            text: 'Let the platform use the Istio that was there before (istio.mode: existing), or give one of them a revision of its own.',
            command: 'kubectl get mutatingwebhookconfigurations -l istio.io/rev --show-labels',
          },
        ]);
      const [first] = own;
      if (first === undefined || first.ready === 0)
        return {
          ...matter.fail(`${places.join('')} is not ready`, [
            {
              text: 'See why.',
              command: `kubectl describe pods -n ${first?.namespace ?? 'istio-system'} -l app=istiod`,
            },
          ]),
          follows: own.map(({namespace, name}) => `Deployment ${namespace}/${name}`),
        };
      return matter.pass(`${places.join('')}, ${first.ready} ready, ${first.image}`);
    });
  },
};
