import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {issuanceProbe} from '../probes/issuance-probe.js';
import {readFact} from '../read-fact.js';

const weekMs = 7 * 86_400_000;
/** Certificates of exactly the same names in a week; and of one registered domain. https://letsencrypt.org/docs/rate-limits/ */
const sameNames = 5;
const registeredDomain = 50;

export const issuanceLimits: Check = {
  id: 'tls/issuance-limits',
  title: 'Let’s Encrypt will still issue for these names this week',
  why: 'The sixth certificate of the same names in a week is refused, until the first is a week old; installing again and again uses them up.',
  docs: 'https://letsencrypt.org/docs/rate-limits/',
  runbook: '16',
  probes: [issuanceProbe],
  needs: ['project/project-usable'],
  evaluate({config, release, facts, nowMs}) {
    if (config.tls.mode !== 'lets-encrypt') return [];
    const {askedAtMs, held} = readFact(facts, issuanceProbe);
    const recent = askedAtMs.filter((ms) => nowMs - ms < weekMs);
    const {fqdn} = config.domain;
    const words = about({
      resource: `${fqdn}, *.${fqdn}`,
      expected: `fewer than ${sameNames} certificates of these names in a week`,
      evidence: 'kubectl get certificaterequests -A --sort-by=.metadata.creationTimestamp',
    });
    // What others ask for under the same registered domain is seen from nowhere.
    const unseen = `what other clusters asked for counts too (${registeredDomain} a week for the registered domain), and cannot be seen from here`;
    const observed = `${recent.length} asked for in this cluster within a week; ${unseen}`;
    if (release.certificates.length > 0 && held.length >= release.certificates.length)
      return [words.pass(`nothing will be asked for: ${held.join(', ')} are there`)];
    const own = {text: 'Bring a certificate of your own meanwhile: tls.mode: own.'};
    if (recent.length >= sameNames) {
      const free = new Date(Math.min(...recent) + weekMs).toISOString();
      return [words.fail(observed, [{text: `Wait until ${free}, when the oldest is a week old.`}, own])];
    }
    // The release may ask for the same names once for each Secret.
    if (recent.length + release.certificates.length > sameNames) return [words.warn(observed, [own])];
    return [words.pass(observed)];
  },
};
