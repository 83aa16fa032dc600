import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {zoneRecordsProbe} from '../probes/zone-records-probe.js';
import {readFact} from '../read-fact.js';

/** Longer than anybody waits at the end of an installation. */
const longestSeconds = 3600;

export const changesSeenSoon: Check = {
  id: 'dns/changes-seen-soon',
  title: 'A changed record is seen within the hour',
  why: 'Whoever asked before keeps the old answer, or the denial, for as long as the zone allows; the platform then stands and some do not reach it.',
  docs: 'https://www.rfc-editor.org/rfc/rfc2308#section-5',
  runbook: '20',
  probes: [zoneRecordsProbe],
  needs: ['credentials/identity-present', 'dns/domain-inside-zone'],
  evaluate({config, facts}) {
    const {fqdn, zone, zoneProject} = config.domain;
    const domain = `${fqdn.toLowerCase()}.`;
    const {records, denialTtl} = readFact(facts, zoneRecordsProbe);
    const project = zoneProject ?? config.project.id;
    const evidence = `gcloud dns record-sets list --zone=${zone} --project=${project}`;
    const standing = records
      .filter(({name, type}) => [domain, `*.${domain}`].includes(name) && ['A', 'AAAA', 'CNAME'].includes(type))
      .map(({name, ttl}) => {
        const words = about({resource: name.slice(0, -1), expected: `a TTL of at most ${longestSeconds} s`, evidence});
        if (ttl <= longestSeconds) return words.pass(`${ttl} s`);
        return words.warn(`${ttl} s: whoever asked keeps it as long after the change`, [
          {text: 'Lower it that long before the installation, or remove the record now.'},
        ]);
      });
    const words = about({resource: `denials of ${zone}`, expected: `kept for at most ${longestSeconds} s`, evidence});
    if (denialTtl === null) return standing.length > 0 ? standing : [words.skip('the zone shows no SOA record')];
    if (denialTtl <= longestSeconds) return [...standing, words.pass(`${denialTtl} s`)];
    return [
      ...standing,
      words.warn(`${denialTtl} s: nobody should ask for the name before its record stands`, [
        {
          text: 'Lower the last field of the zone’s SOA record.',
          command: `gcloud dns record-sets describe ${domain} --type=SOA --zone=${zone} --project=${project}`,
        },
      ]),
    ];
  },
};
