import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {certificatesProbe, noneOfThatName} from '../probes/certificates-probe.js';
import {readFact} from '../read-fact.js';

export const issuersReady: Check = {
  id: 'certificates/issuers-ready',
  title: 'The issuers of the platform’s certificates are ready',
  why: 'An issuer registers an account with its authority before it can ask for anything.',
  docs: 'https://cert-manager.io/docs/configuration/acme/',
  runbook: '17',
  scope: 'cluster',
  probes: [certificatesProbe],
  needs: ['control-plane/api-server-answers'],
  evaluate({facts}) {
    return readFact(facts, certificatesProbe).issuers.map(({kind, namespace, name, isDone, message}) => {
      const place = namespace === '' ? '' : ` -n ${namespace}`;
      const matter = about({
        resource: `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`,
        expected: 'Ready',
        evidence: `kubectl describe ${kind.toLowerCase()}.cert-manager.io ${name}${place}`,
      });
      if (isDone) return matter.pass('Ready');
      if (message === noneOfThatName)
        return {
          ...matter.fail(message, [{text: 'Let the chart make it again.', command: 'shakinstall init'}]),
          mendedBy: 'platform/install-release',
        };
      const text = /contact|email/i.test(message)
        ? 'Give spec.acme.email an address that the authority accepts (tls.email of the configuration).'
        : 'Look at what the authority says to the account, and whether cert-manager reaches it.';
      return matter.fail(message, [
        {text, command: `kubectl get ${kind.toLowerCase()}.cert-manager.io ${name}${place} -o yaml`},
      ]);
    });
  },
};
