import type {Check} from '../../model/finding.js';
import type {DnsZone} from '../../model/ports/storage-and-dns.js';
import {selectFact} from '../select-fact.js';

export const domainInsideZone: Check = {
  id: 'dns/domain-inside-zone',
  title: 'The domain lies inside the configured DNS zone',
  why: 'Records for a name outside the zone are refused by Cloud DNS, after everything else is built.',
  docs: 'https://cloud.google.com/dns/docs/zones',
  runbook: '20',
  probes: ['dns-zones'],
  needs: ['credentials/identity-present'],
  evaluate({config, facts}) {
    const zones = selectFact<readonly DnsZone[]>(facts, 'dns-zones');
    const {fqdn, zone: name} = config.domain;
    const project = config.domain.zoneProject ?? config.project.id;
    const zone = zones.find((candidate) => candidate.name === name);
    const evidence = `gcloud dns managed-zones list --project=${project}`;
    const isInside = ({dnsName}: DnsZone) => `${fqdn}.` === dnsName || `${fqdn}.`.endsWith(`.${dnsName}`);
    const fitting = zones.filter(isInside).map((candidate) => `${candidate.name} (${candidate.dnsName})`);
    const tries = [
      {
        text:
          fitting.length > 0
            ? `Zones that hold it: ${fitting.join(', ')}.`
            : 'Create a zone that holds it, or choose a domain inside one that is there.',
      },
    ];
    const expected = `${fqdn} inside zone ${name} of ${project}`;
    if (zone === undefined) return [{verdict: 'fail', observed: `no zone ${name}`, expected, evidence, tries}];
    return [
      isInside(zone)
        ? {verdict: 'pass', observed: zone.dnsName, expected, evidence, tries: []}
        : {verdict: 'fail', observed: `the zone is ${zone.dnsName}`, expected, evidence, tries},
    ];
  },
};
