import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {type DomainZoneFact, domainZoneProbe} from '../probes/domain-zone-probe.js';
import {readFact} from '../read-fact.js';
import {formatAddressAnswer} from './format-address-answer.js';

/** What Cloud DNS keeps for the domain itself, as `A 192.0.2.1`; empty where it keeps nothing. */
const formatKept = ({kept}: DomainZoneFact) =>
  (kept?.records ?? []).map(({type, data}) => `${type} ${data.join(' ')}`).join(', ');

export const nameServersAnswer: Check = {
  id: 'road/name-servers-answer',
  title: 'The domain’s own name servers know it',
  why: 'They are the source of what everybody else keeps for a while. What they do not know cannot be looked up anywhere.',
  docs: 'https://cloud.google.com/dns/docs/troubleshooting',
  runbook: '20',
  scope: 'cluster',
  probes: [domainZoneProbe],
  needs: ['road/zone-delegated'],
  evaluate({facts}) {
    const fact = readFact(facts, domainZoneProbe);
    const {fqdn, answers, kept, delegation} = fact;
    const [first] = delegation.servers;
    const matter = about({
      resource: fqdn,
      expected: `${delegation.servers.join(', ')} answer for ${fqdn} with authority`,
      evidence: `dig +norecurse A ${fqdn}. @${first ?? delegation.zone}`,
    });
    const own = answers.map(({domain}) => domain);
    const silent = own.filter(({rcode}) => rcode === 'none');
    if (own.length === 0 || silent.length === own.length)
      return [
        matter.unknown(`could not look: none of ${own.map(({server}) => server).join(', ')} answered`, {
          kind: 'answer',
          missing: `dns A ${fqdn} @${first ?? delegation.zone}`,
          message: 'no name server of the zone answered',
        }),
      ];
    const speaking = own.filter(({rcode}) => rcode !== 'none');
    const lame = speaking.filter(({isAuthoritative}) => !isAuthoritative);
    const knowing = speaking.filter(
      ({isAuthoritative, addresses, alias}) => isAuthoritative && (addresses.length > 0 || alias !== null),
    );
    const observed = speaking.map(formatAddressAnswer).join('; ');
    const list =
      kept === null
        ? undefined
        : `gcloud dns record-sets list --zone=${kept.name} --project=${kept.project} --name=${fqdn}.`;
    if (knowing.length === speaking.length)
      return silent.length === 0
        ? [matter.pass(observed)]
        : [
            matter.warn(`${silent.map(({server}) => server).join(', ')} did not answer; ${observed}`, [
              {text: 'Look again; a name server that stays silent slows every look-up down.'},
            ]),
          ];
    if (lame.length === speaking.length)
      return [
        matter.fail(`${observed}, none with authority: they do not hold ${delegation.zone}`, [
          {text: 'Have the parent zone refer to the servers that hold the zone, or create the zone there.'},
        ]),
      ];
    if (kept !== null && kept.records.length > 0)
      return [
        matter.fail(
          `${observed}, although Cloud DNS keeps ${formatKept(fact)}: the change has not reached the servers yet`,
          [{text: 'Wait a minute and look again; nothing is wrong with the record.', command: list ?? ''}],
        ),
      ];
    if (knowing.length > 0)
      return [
        matter.fail(`${observed}: the servers do not agree yet`, [
          {text: 'Wait until the zone’s servers have the same content, then look again.'},
        ]),
      ];
    const text = `Create A records for ${fqdn} and *.${fqdn} with the ingress’ address.`;
    const judgement = matter.fail(`${observed}: there is no such record`, [
      list === undefined ? {text} : {text, command: 'shakinstall init'},
    ]);
    return [kept === null ? judgement : {...judgement, mendedBy: 'dns/create-records'}];
  },
};
