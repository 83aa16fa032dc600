import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {zoneRecordsProbe} from '../probes/zone-records-probe.js';
import {readFact} from '../read-fact.js';

export const namesUnshadowed: Check = {
  id: 'dns/names-unshadowed',
  title: 'No other record hides the domain or what lies below it',
  why: 'A delegation on the way takes the names away from this zone; a record below the domain keeps its name from the wildcard, and one of the platform’s pages leads elsewhere.',
  docs: 'https://www.rfc-editor.org/rfc/rfc4592',
  runbook: '20',
  probes: [zoneRecordsProbe],
  needs: ['credentials/identity-present', 'dns/domain-inside-zone'],
  evaluate({config, facts}) {
    const {fqdn, zone, zoneProject} = config.domain;
    const domain = `${fqdn.toLowerCase()}.`;
    const {records} = readFact(facts, zoneRecordsProbe);
    const apex = records.find(({type}) => type === 'SOA')?.name;
    const words = about({
      resource: fqdn,
      expected: `${fqdn} and every name below it are answered by zone ${zone} and its two records`,
      evidence: `gcloud dns record-sets list --zone=${zone} --project=${zoneProject ?? config.project.id} --filter="name~${fqdn.replaceAll('.', '\\.')}"`,
    });
    const cuts = records.filter(
      ({name, type}) =>
        (type === 'NS' || type === 'DNAME') && name !== apex && (domain === name || domain.endsWith(`.${name}`)),
    );
    if (cuts.length > 0)
      return cuts.map(({name, type, data}) =>
        words.fail(`${name} ${type} ${data.join(' ')} takes the domain out of this zone`, [
          {text: `Name the zone of ${name.slice(0, -1)} in domain.zone, or choose a domain that is not below it.`},
        ]),
      );
    const below = records.filter(
      ({name, type}) =>
        name.endsWith(`.${domain}`) &&
        name !== `*.${domain}` &&
        !name.startsWith('_') &&
        ['A', 'AAAA', 'CNAME', 'NS'].includes(type),
    );
    if (below.length === 0) return [words.pass('nothing in the way')];
    const shown = below.slice(0, 3).map(({name, type, data}) => `${name} ${type} ${data.join(' ')}`);
    const more = below.length > shown.length ? ` and ${below.length - shown.length} more` : '';
    return [
      words.warn(`the wildcard does not cover ${shown.join('; ')}${more}`, [
        {text: 'Remove them if they are left over; otherwise keep the platform from using these names.'},
      ]),
    ];
  },
};
