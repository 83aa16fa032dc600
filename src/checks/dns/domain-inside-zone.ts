import type {Check} from '../../model/finding.js';
import type {DnsZone} from '../../model/ports/storage-and-dns.js';
import {about} from '../about.js';
import {dnsZonesProbe} from '../probes/dns-zones-probe.js';
import {readFact} from '../read-fact.js';

export const domainInsideZone: Check = {
  id: 'dns/domain-inside-zone',
  title: 'The domain lies inside the configured DNS zone',
  why: 'Records for a name outside the zone are refused by Cloud DNS, after everything else is built.',
  docs: 'https://cloud.google.com/dns/docs/zones',
  runbook: '20',
  probes: [dnsZonesProbe],
  needs: ['credentials/identity-present'],
  evaluate({config, facts}) {
    const zones = readFact(facts, dnsZonesProbe);
    const {fqdn, zone: name} = config.domain;
    const project = config.domain.zoneProject ?? config.project.id;
    const domain = about({
      expected: `${fqdn} inside zone ${name} of ${project}`,
      evidence: `gcloud dns managed-zones list --project=${project}`,
    });
    const isInside = ({dnsName}: DnsZone) => `${fqdn}.` === dnsName || `${fqdn}.`.endsWith(`.${dnsName}`);
    const zone = zones.find((candidate) => candidate.name === name);
    if (zone !== undefined && isInside(zone)) return [domain.pass(zone.dnsName)];
    const fitting = zones.filter(isInside).map((candidate) => `${candidate.name} (${candidate.dnsName})`);
    const text =
      fitting.length > 0
        ? `Zones that hold it: ${fitting.join(', ')}.`
        : 'Create a zone that holds it, or choose a domain inside one that is there.';
    return [domain.fail(zone === undefined ? `no zone ${name}` : `the zone is ${zone.dnsName}`, [{text}])];
  },
};
