import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {mailDomainProbe} from '../probes/mail-domain-probe.js';
import {readFact} from '../read-fact.js';

export const accountReachable: Check = {
  id: 'tls/account-reachable',
  title: 'The address that Let’s Encrypt is given has a domain that exists',
  why: 'Let’s Encrypt refuses the registration of an address whose domain it does not find, and no certificate is issued.',
  docs: 'https://letsencrypt.org/docs/account-id/',
  runbook: '16',
  probes: [mailDomainProbe],
  needs: [],
  evaluate({facts}) {
    const {email, domain, rcode} = readFact(facts, mailDomainProbe);
    const words = about({resource: email, expected: `the domain ${domain} exists`, evidence: `dig ${domain} SOA`});
    if (rcode === 'NOERROR') return [words.pass('it does')];
    if (rcode !== 'NXDOMAIN')
      return [
        words.unknown(`DNS answers ${rcode}`, {
          kind: 'answer',
          missing: `SOA of ${domain}`,
          message: `DNS answers ${rcode} to ${domain}`,
        }),
      ];
    return [words.fail(`there is no domain ${domain}`, [{text: 'Write an address that somebody reads in tls.email.'}])];
  },
};
