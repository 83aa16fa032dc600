import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {certificatesProbe} from '../probes/certificates-probe.js';
import {readFact} from '../read-fact.js';

const dayMs = 86_400_000;

/** cert-manager renews within minutes of the time it states; an hour late is overdue. */
const graceMs = 3_600_000;

/** So long before the end somebody has time to act calmly. */
const aheadDays = 60;

const formatDate = (ms: number) => new Date(ms).toISOString().slice(0, 10);

export const renewedInTime: Check = {
  id: 'certificates/renewed-in-time',
  title: 'Certificates are renewed long before they end',
  why: 'A renewal that is overdue is the first sign of what will be an outage on the day the certificate ends.',
  docs: 'https://cert-manager.io/docs/usage/certificate/#renewal',
  runbook: '18',
  scope: 'cluster',
  probes: [certificatesProbe],
  needs: ['certificates/issued'],
  evaluate({facts, nowMs}) {
    return readFact(facts, certificatesProbe).certificates.map(({namespace, name, notAfter, renewalTime}) => {
      const matter = about({
        resource: `Certificate ${namespace}/${name}`,
        expected: `a renewal ahead, or ${aheadDays} days left`,
        evidence: `kubectl get certificate ${name} -n ${namespace} -o jsonpath="{.status.renewalTime} {.status.notAfter}"`,
      });
      if (notAfter === null) return matter.skip('its end is not known');
      const days = Math.floor((notAfter - nowMs) / dayMs);
      const end = `${formatDate(notAfter)}, in ${days} days`;
      const renew = {
        text: 'See why cert-manager does not renew it, or ask it to.',
        command: `kubectl describe certificate ${name} -n ${namespace} # then: cmctl renew ${name} -n ${namespace}`,
      };
      if (renewalTime !== null && nowMs > renewalTime + graceMs)
        return matter.warn(`it was to be renewed on ${formatDate(renewalTime)} and ends ${end}`, [renew]);
      if (renewalTime === null && days < aheadDays) return matter.warn(`nobody renews it, and it ends ${end}`, [renew]);
      return matter.pass(`ends ${end}${renewalTime === null ? '' : `, renewed on ${formatDate(renewalTime)}`}`);
    });
  },
};
