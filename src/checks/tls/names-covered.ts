import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {ownCertificateProbe} from '../probes/own-certificate-probe.js';
import {readFact} from '../read-fact.js';

/** A wildcard stands for one label alone. https://www.rfc-editor.org/rfc/rfc6125#section-6.4.3 */
const covers = (pattern: string, name: string) =>
  pattern === name || (pattern.startsWith('*.') && name.slice(name.indexOf('.') + 1) === pattern.slice(2));

export const namesCovered: Check = {
  id: 'tls/names-covered',
  title: 'The certificate covers the domain and every name below it',
  why: 'The platform’s pages have names of their own below the domain; *.example.com covers neither example.com nor a.b.example.com.',
  docs: 'https://www.rfc-editor.org/rfc/rfc6125#section-6.4.3',
  runbook: '16',
  probes: [ownCertificateProbe],
  needs: [],
  evaluate({config, facts}) {
    const {reference, chain} = readFact(facts, ownCertificateProbe);
    if (chain === null) return [];
    const names = chain.certificates[0]?.names ?? [];
    const fqdn = config.domain.fqdn.toLowerCase();
    return [fqdn, `*.${fqdn}`].map((name) => {
      const words = about({
        resource: name,
        expected: `${name} among the certificate’s names`,
        evidence: `openssl x509 -noout -ext subjectAltName -in ${reference.replace(/^file:/, '')}`,
      });
      // A wildcard that is asked for is covered by itself alone.
      const isCovered = names.some((pattern) => (name.startsWith('*.') ? pattern === name : covers(pattern, name)));
      if (isCovered) return words.pass(names.join(', '));
      return words.fail(`it is for ${names.join(', ') || 'no DNS name'}`, [
        {text: `Have a certificate issued for ${fqdn} and *.${fqdn}.`},
      ]);
    });
  },
};
