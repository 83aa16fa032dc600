import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {coversHost, meshRoutesProbe} from '../probes/mesh-routes-probe.js';
import {readFact} from '../read-fact.js';

export const gatewayListens: Check = {
  id: 'road/gateway-listens',
  title: 'A Gateway takes the domain on 443 and 80',
  why: 'The ingress’ pods open only the ports, and answer only for the hosts, that a Gateway with their labels names.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/gateway/',
  runbook: '18',
  scope: 'cluster',
  probes: [meshRoutesProbe],
  needs: ['control-plane/api-server-answers'],
  evaluate({facts}) {
    const {fqdn, gateways, hasIstio} = readFact(facts, meshRoutesProbe);
    const matter = about({
      resource: fqdn,
      expected: `a Gateway with ${fqdn} on port 443, and a certificate for it`,
      evidence: 'kubectl get gateways.networking.istio.io -A -o yaml',
    });
    const mend = {text: 'Let the chart make the Gateway again.', command: 'shakinstall init'};
    if (!hasIstio)
      return [
        {
          ...matter.fail('Istio’s definitions of Gateways, or of VirtualServices, are missing', [mend]),
          follows: ['gateways', 'virtualservices'].map(
            (plural) => `CustomResourceDefinition ${plural}.networking.istio.io`,
          ),
        },
      ];
    const taking = gateways.flatMap(({namespace, name, servers}) =>
      servers
        .filter(({hosts}) => hosts.some((host) => coversHost(host, fqdn)))
        .map((server) => ({id: `${namespace}/${name}`, ...server})),
    );
    const secure = taking.filter(({port}) => port === 443);
    const known = gateways.map(({namespace, name}) => `${namespace}/${name}`).join(', ');
    if (secure.length === 0)
      return [
        {
          ...matter.fail(
            gateways.length === 0
              ? 'no Gateway selects the ingress’ pods'
              : `${known} ${taking.length === 0 ? 'takes other hosts' : 'takes it on other ports'}`,
            [mend],
          ),
          mendedBy: 'platform/install-release',
          // Who selects the ingress’ pods is told by the labels that the Service asks for: where those are wrong, so is this.
          ...(gateways.length === 0
            ? {follows: ['check load-balancer/address-assigned', 'check load-balancer/backends-healthy']}
            : {}),
        },
      ];
    const [first] = secure;
    if (secure.every(({credential, protocol}) => protocol !== 'TLS' && credential === null))
      return [matter.fail(`${first?.id} names no certificate (tls.credentialName)`, [mend])];
    return [
      matter.pass(`${first?.id} on ${[...new Set(taking.map(({port}) => port))].sort((a, b) => a - b).join(' and ')}`),
    ];
  },
};
