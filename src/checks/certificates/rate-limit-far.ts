import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {certificatesProbe} from '../probes/certificates-probe.js';
import {readFact} from '../read-fact.js';

/** Certificates for exactly the same names within 168 hours. https://letsencrypt.org/docs/rate-limits/ */
const sameNames = 5;

export const rateLimitFar: Check = {
  id: 'certificates/rate-limit-far',
  title: 'The authority’s limit on certificates for the same names is far',
  why: 'Let’s Encrypt issues five a week for the same names. After the fifth the platform waits for days, whatever is mended.',
  docs: 'https://letsencrypt.org/docs/rate-limits/',
  runbook: '18',
  scope: 'cluster',
  probes: [certificatesProbe],
  needs: ['certificates/issued'],
  evaluate({facts}) {
    const {certificates} = readFact(facts, certificatesProbe);
    // Certificates of the same names count together.
    const byNames = Map.groupBy(certificates, ({names}) => [...names].sort().join(', '));
    return [...byNames].map(([names, own]) => {
      const count = own.reduce((total, {recentRequests}) => total + recentRequests, 0);
      const matter = about({
        resource: names,
        expected: `fewer than ${sameNames} requests within 168 hours, those that were deleted not counted`,
        evidence: 'kubectl get certificaterequests.cert-manager.io -A --sort-by=.metadata.creationTimestamp',
      });
      return count < sameNames
        ? matter.pass(`${count} within 168 hours`)
        : matter.warn(`${count} within 168 hours`, [
            {text: 'Delete no Secret of a certificate, and use the authority’s staging server for experiments.'},
          ]);
    });
  },
};
