import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {domainZoneProbe} from '../probes/domain-zone-probe.js';
import {resolversProbe} from '../probes/resolvers-probe.js';
import {readFact} from '../read-fact.js';
import {formatAddressAnswer} from './format-address-answer.js';

export const resolversAgree: Check = {
  id: 'road/resolvers-agree',
  title: 'Public resolvers say what the name servers say',
  why: 'Users ask resolvers, which keep old answers, denials included, for as long as those allowed. What differs is not wrong, it has not propagated yet.',
  docs: 'https://developers.google.com/speed/public-dns/cache',
  runbook: '20',
  scope: 'cluster',
  probes: [domainZoneProbe, resolversProbe],
  needs: ['road/name-servers-answer'],
  evaluate({facts}) {
    const truth = readFact(facts, domainZoneProbe)
      .answers.map(({domain}) => domain)
      .filter(({isAuthoritative}) => isAuthoritative);
    const {fqdn, answers} = readFact(facts, resolversProbe);
    const right = [...new Set(truth.flatMap(({addresses}) => addresses))].sort();
    // An alias leads to addresses that the zone's own servers need not know.
    const alias = truth.find((answer) => answer.alias !== null)?.alias ?? null;
    return answers.map(({domain}) => {
      const {server, rcode, addresses, ttl, isBogus} = domain;
      const [host, port] = server.split(/:(?=\d+$)/);
      const matter = about({
        resource: server,
        expected: alias === null ? `${fqdn} is ${right.join(' ')}` : `${fqdn} is an alias of ${alias}`,
        evidence: `dig${port === undefined || port === '53' ? '' : ` -p ${port}`} A ${fqdn}. @${host}`,
      });
      if (rcode === 'none')
        return matter.unknown('could not look: no answer came', {
          kind: 'answer',
          missing: `dns A ${fqdn} @${server}`,
          message: `${server} did not answer`,
        });
      if (isBogus)
        return matter.fail(`SERVFAIL, but an answer where DNSSEC is not looked at: the signatures do not hold`, [
          {
            text: 'Compare the DS records at the registrar with the zone’s keys; remove the DS where the zone is not signed.',
            command: `dig DS ${fqdn}. +cd @${host}`,
          },
        ]);
      const isSame = alias === null ? addresses.join() === right.join() : domain.alias === alias;
      if (isSame) return matter.pass(formatAddressAnswer(domain));
      if (rcode === 'SERVFAIL' || rcode === 'REFUSED')
        return matter.warn(`${rcode}: this resolver does not say`, [
          {text: 'Look again; ask another resolver meanwhile.'},
        ]);
      const until = `for at most ${ttl} s more`;
      return matter.fail(
        addresses.length === 0
          ? `${rcode === 'NOERROR' ? 'no address' : rcode}, kept from before ${until}: not propagated yet, and not wrong`
          : `${addresses.join(' ')}, kept from before ${until}: not propagated yet, and not wrong`,
        [
          {
            text: `Wait ${ttl} s and look again. Google’s resolver can be told to forget: https://developers.google.com/speed/public-dns/cache`,
          },
        ],
      );
    });
  },
};
