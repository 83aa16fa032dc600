import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {ownCertificateProbe} from '../probes/own-certificate-probe.js';
import {readFact} from '../read-fact.js';

const pathOf = (reference: string) => (reference.startsWith('file:') ? reference.slice(5) : '/dev/stdin');

export const chainComplete: Check = {
  id: 'tls/chain-complete',
  title: 'The certificate comes with its whole chain',
  why: 'Browsers fetch a missing intermediate from elsewhere, and git, pip and the platform’s own services do not: half of it works.',
  docs: 'https://datatracker.ietf.org/doc/html/rfc8446#section-4.4.2',
  runbook: '16',
  probes: [ownCertificateProbe],
  needs: [],
  evaluate({config, facts}) {
    const {reference, chain} = readFact(facts, ownCertificateProbe);
    const words = about({
      resource: reference,
      expected: 'a certificate, then each authority that signed the one before, up to one that browsers know',
      evidence: `openssl crl2pkcs7 -nocrl -certfile ${pathOf(reference)} | openssl pkcs7 -print_certs -noout`,
    });
    if (chain === null)
      return [words.fail('no certificate in it can be read', [{text: 'Give a file in PEM form, certificate first.'}])];
    const {certificates, end} = chain;
    const broken = certificates.findIndex(({isSignedByNext}) => isSignedByNext === false);
    if (broken >= 0)
      return [
        words.fail(
          `certificate ${broken + 2} (${certificates[broken + 1]?.subject}) did not sign certificate ${broken + 1} (${certificates[broken]?.subject})`,
          [{text: 'Put them in order: the certificate, its authority, the authority of that one.'}],
        ),
      ];
    const last = certificates.at(-1);
    const length = `${certificates.length} certificate${certificates.length === 1 ? '' : 's'}`;
    if (end === 'public') return [words.pass(`${length}, up to ${last?.issuer}`)];
    if (end === 'itself')
      return [
        words.warn(`${length}, up to ${last?.subject}, which no browser knows by itself`, [
          {
            text: `Have that authority installed wherever ${config.domain.fqdn} is used, or bring a certificate of a public one.`,
          },
        ]),
      ];
    return [
      words.fail(`${length}; ${last?.issuer}, which signed the last one, is missing`, [
        {
          text: `Add the certificate of ${last?.issuer} at the end of the file: the authority offers it with the certificate.`,
        },
      ]),
    ];
  },
};
