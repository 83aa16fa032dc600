import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {ownCertificateProbe} from '../probes/own-certificate-probe.js';
import {readFact} from '../read-fact.js';

const dayMs = 86_400_000;
/** As long as renewing one takes where people have to be asked. */
const warningDays = 30;

export const certificateCurrent: Check = {
  id: 'tls/certificate-current',
  title: 'Every certificate of the chain holds now, and for a month',
  why: 'Nobody renews a certificate of the operator’s own: when it ends, so does every login.',
  docs: 'https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5',
  runbook: '16',
  probes: [ownCertificateProbe],
  needs: [],
  evaluate({facts, nowMs}) {
    const {reference, chain} = readFact(facts, ownCertificateProbe);
    return (chain?.certificates ?? []).map(({subject, validFromMs, validToMs}) => {
      const words = about({
        resource: subject,
        expected: `holds for ${warningDays} days and more`,
        evidence: `openssl x509 -noout -dates -in ${reference.replace(/^file:/, '')}`,
      });
      if (Number.isNaN(validFromMs) || Number.isNaN(validToMs))
        return words.unknown('its dates cannot be read', {
          kind: 'answer',
          missing: 'validity',
          message: `${subject} has no dates that can be read`,
        });
      const days = Math.floor((validToMs - nowMs) / dayMs);
      const renew = [{text: 'Have it renewed, and start with the new one.'}];
      const show = (ms: number) =>
        Number.isFinite(ms) && Math.abs(ms) < 8.64e15 ? new Date(ms).toISOString().slice(0, 10) : 'never';
      if (validFromMs > nowMs)
        return words.fail(`holds from ${show(validFromMs)} on`, [{text: 'Wait until then, or use the one before it.'}]);
      if (validToMs <= nowMs) return words.fail(`ended on ${show(validToMs)}`, renew);
      if (days < warningDays) return words.warn(`ends on ${show(validToMs)}, in ${days} days`, renew);
      return words.pass(`until ${show(validToMs)}, ${days} days`);
    });
  },
};
