import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {certificatesProbe} from '../probes/certificates-probe.js';
import {readFact} from '../read-fact.js';
import {selectBrokenLink, selectChainCure} from './select-broken-link.js';

/** A record has to spread before the authority is told of it: some minutes are usual. https://letsencrypt.org/docs/challenge-types/ */
const issuanceMs = 10 * 60_000;

export const certificatesIssued: Check = {
  id: 'certificates/issued',
  title: 'Every certificate is up to date and has not expired',
  why: 'A certificate is held up at one link of a chain: issuer, request, order, challenge. The last link that stands still says why.',
  docs: 'https://cert-manager.io/docs/troubleshooting/acme/',
  runbook: '18',
  scope: 'cluster',
  probes: [certificatesProbe],
  needs: ['certificates/issuers-ready'],
  evaluate({facts, nowMs}) {
    return readFact(facts, certificatesProbe).certificates.map((certificate) => {
      const {namespace, name, isReady, message, warnings, notAfter, requestedMs} = certificate;
      const matter = about({
        resource: `Certificate ${namespace}/${name}`,
        expected: 'Certificate is up to date and has not expired',
        evidence: `kubectl get certificates,certificaterequests,orders,challenges -n ${namespace}`,
      });
      if (isReady && (notAfter === null || notAfter > nowMs)) return matter.pass(message);
      const link = selectBrokenLink(certificate);
      if (link === undefined) {
        const words = [message, ...warnings.slice(0, 1)].join('; ');
        return matter.fail(isReady ? `Ready, and expired: ${words}` : words, [
          {text: 'See why nothing is under way.', command: `kubectl describe certificate ${name} -n ${namespace}`},
        ]);
      }
      const ageMs = nowMs - (requestedMs ?? Number.NEGATIVE_INFINITY);
      if (!link.isFailed && warnings.length === 0 && notAfter === null && ageMs < issuanceMs)
        return matter.skip(`it is being issued: ${link.kind} ${link.name}: ${link.message}`);
      const spoken = {...link, message: [link.message, ...warnings.slice(0, 1)].join('; ')};
      return matter.fail(`held up at ${link.kind} ${link.name}: ${spoken.message}`, selectChainCure(spoken));
    });
  },
};
