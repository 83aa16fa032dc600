import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {frontDoorProbe} from '../probes/front-door-probe.js';
import {readFact} from '../read-fact.js';
import {selectSilentWorkloads} from './select-silent-workloads.js';

export const portsOpen: Check = {
  id: 'road/ports-open',
  title: 'The ingress takes connections on 80 and 443',
  why: 'A refused connection means that no gateway pod listens; one that is never answered means that a firewall or a source range drops it.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/how-to/service-parameters',
  runbook: '19',
  scope: 'cluster',
  probes: [frontDoorProbe],
  // The address itself is tried: a second broken hop shows behind a name that leads elsewhere.
  needs: ['load-balancer/address-assigned'],
  evaluate({facts}) {
    const {address, http, https, isInternal, fqdn} = readFact(facts, frontDoorProbe);
    const doors = [
      {port: 80, result: http},
      {port: 443, result: https},
    ];
    return doors.map(({port, result}) => {
      const matter = about({
        resource: `${address}:${port}`,
        expected: 'a connection',
        evidence: `curl -sv --connect-timeout 5 --resolve ${fqdn}:${port}:${address} ${port === 80 ? 'http' : 'https'}://${fqdn}/ -o /dev/null`,
      });
      if (result.state === 'open') return matter.pass('open');
      if (isInternal)
        return {
          ...matter.unknown(
            `could not look: the balancer is internal and this machine is not inside (${result.message})`,
            {
              kind: 'answer',
              missing: `connection to ${address}`,
              message: 'run this from a machine inside the VPC',
            },
          ),
          follows: ['check load-balancer/exposed-as-planned'],
        };
      const cure =
        result.state === 'refused'
          ? {
              text: 'See whether a pod of the ingress gateway is ready.',
              command: 'kubectl get pods -A -l istio=ingressgateway -o wide',
            }
          : {
              text: 'See whether a firewall rule, or the Service’s loadBalancerSourceRanges, keeps this machine out.',
              command:
                'kubectl get service -A -l istio=ingressgateway -o jsonpath="{.items[*].spec.loadBalancerSourceRanges}"',
            };
      // Port 80 only sends on to 443.
      const say = port === 80 ? matter.warn : matter.fail;
      return {
        ...say(`${result.state}: ${result.message}`, [cure]),
        follows: [
          ...selectSilentWorkloads(facts, []),
          'check load-balancer/backends-healthy',
          'check load-balancer/sources-allowed',
        ],
      };
    });
  },
};
