import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {meshRoutesProbe} from '../probes/mesh-routes-probe.js';
import {readFact} from '../read-fact.js';

export const routesLeadOn: Check = {
  id: 'road/routes-lead-on',
  title: 'Each route of the domain leads to a Service that is there',
  why: 'Envoy answers 404 where no VirtualService matches, and 503 where the Service behind one is missing.',
  docs: 'https://istio.io/latest/docs/ops/common-problems/network-issues/',
  runbook: '18',
  scope: 'cluster',
  probes: [meshRoutesProbe],
  needs: ['road/gateway-listens'],
  evaluate({facts}) {
    const {fqdn, virtualServices, destinations} = readFact(facts, meshRoutesProbe);
    const mend = {text: 'Let the chart make it again.', command: 'shakinstall init'};
    if (virtualServices.length === 0)
      return [
        {
          ...about({
            resource: fqdn,
            expected: 'VirtualServices for the domain',
            evidence: 'kubectl get virtualservices.networking.istio.io -A',
          }).fail('no VirtualService of the platform has this host', [mend]),
          mendedBy: 'platform/install-release',
        },
      ];
    const stray = virtualServices
      .filter(({strayGateways}) => strayGateways.length > 0)
      .map(({id, strayGateways}) =>
        about({
          resource: `VirtualService ${id}`,
          expected: 'a Gateway that the ingress takes up',
          evidence: `kubectl get virtualservice -n ${id.replace('/', ' ')} -o jsonpath="{.spec.gateways}"`,
        }).fail(`it names ${strayGateways.join(', ')}, which the ingress does not know`, [mend]),
      );
    const ends = destinations.map(({namespace, service, port, isPresent, hasPort, ready, routes, behind = []}) => {
      const matter = about({
        resource: `Service ${namespace}/${service}`,
        expected: `${service}${port === null ? '' : `:${port}`} with ready pods, for ${routes.join(', ')}`,
        evidence: `kubectl get service,endpointslices -n ${namespace}`,
      });
      if (!isPresent) return {...matter.fail('the Service is missing', [mend]), mendedBy: 'platform/install-release'};
      if (!hasPort) return matter.fail(`the Service has no port ${port}`, [mend]);
      // Why no pod is ready is the pods' own finding.
      if (ready === 0)
        return {
          ...matter.warn('no pod is ready behind it', [
            {text: 'See why its pods are not ready.', command: `kubectl get pods -n ${namespace}`},
          ]),
          // Where there is none, the one that goes by the Service's name is missing.
          follows: behind.length > 0 ? behind : [`workload ${namespace}/${service}`],
        };
      return matter.pass(`${ready} ready`);
    });
    return [...stray, ...ends];
  },
};
