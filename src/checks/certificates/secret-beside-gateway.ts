import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {certificatesProbe} from '../probes/certificates-probe.js';
import {coversHost, meshRoutesProbe} from '../probes/mesh-routes-probe.js';
import {planDriftProbe} from '../probes/plan-drift-probe.js';
import {readFact} from '../read-fact.js';
import {readFactIfKnown} from '../read-fact-if-known.js';

export const secretBesideGateway: Check = {
  id: 'certificates/secret-beside-gateway',
  title: 'The certificate’s Secret lies where the ingress’ pods look for it',
  why: 'A gateway serves Secrets of its pods’ own namespace alone. One that lies beside the Gateway object is never read.',
  docs: 'https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/#troubleshooting',
  runbook: '18',
  scope: 'cluster',
  probes: [certificatesProbe, meshRoutesProbe],
  needs: ['certificates/issued'],
  evaluate({facts}) {
    const {certificates} = readFact(facts, certificatesProbe);
    const {gateways, fqdn, ingressNamespace} = readFact(facts, meshRoutesProbe);
    const {changes = []} = readFactIfKnown(facts, planDriftProbe) ?? {};
    // The plan names the step that brings a Certificate of this namespace back, where that is what is missing.
    const mendedBy = changes.find(({objects = []}) =>
      objects.some((object) => object.startsWith(`Certificate ${ingressNamespace}/`)),
    )?.key;
    const wanted = gateways.flatMap(({namespace, name, servers}) =>
      servers
        .filter(({hosts, credential}) => credential !== null && hosts.some((host) => coversHost(host, fqdn)))
        .map(({credential}) => ({gateway: `${namespace}/${name}`, credential})),
    );
    return wanted.map(({gateway, credential}) => {
      const matter = about({
        resource: `Gateway ${gateway}`,
        expected: `Secret ${ingressNamespace}/${credential}`,
        evidence: `kubectl get certificates -A -o custom-columns=NAMESPACE:.metadata.namespace,SECRET:.spec.secretName`,
      });
      const making = certificates.filter(({secret}) => secret === credential);
      if (making.length === 0) return matter.skip('no Certificate makes it: it is somebody’s own');
      if (making.some(({namespace}) => namespace === ingressNamespace))
        return matter.pass(
          `made by Certificate ${ingressNamespace}/${making.find(({namespace}) => namespace === ingressNamespace)?.name}`,
        );
      return {
        ...matter.fail(`it is made in ${making.map(({namespace}) => namespace).join(', ')} alone`, [
          {text: `Create the Certificate in ${ingressNamespace} too.`, command: 'shakinstall init'},
        ]),
        ...(mendedBy === undefined ? {} : {mendedBy}),
      };
    });
  },
};
