import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {ownCertificateProbe} from '../probes/own-certificate-probe.js';
import {readFact} from '../read-fact.js';

export const keyMatches: Check = {
  id: 'tls/key-matches',
  title: 'The key is the certificate’s',
  why: 'With another key the gateway takes no connection at all, and says so in its log alone.',
  docs: 'https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/',
  runbook: '16',
  probes: [ownCertificateProbe],
  needs: ['keys/given-keys-usable'],
  evaluate({config, facts}) {
    const {chain} = readFact(facts, ownCertificateProbe);
    if (chain === null || config.tls.mode !== 'own') return [];
    const words = about({
      resource: config.tls.key,
      expected: `the key of ${chain.certificates[0]?.subject}`,
      evidence: 'openssl x509 -noout -pubkey < CERTIFICATE; openssl pkey -pubout < KEY',
    });
    const tries = [
      {text: 'Name the key that the certificate was asked for with; the first certificate of the file counts.'},
    ];
    if (chain.isKeyOfFirst === true) return [words.pass('they belong together')];
    return [
      words.fail(chain.isKeyOfFirst === false ? 'the key of another certificate' : 'no private key can be read', tries),
    ];
  },
};
