import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {zoneDelegationProbe} from '../probes/zone-delegation-probe.js';
import {readFact} from '../read-fact.js';

export const zoneDelegated: Check = {
  id: 'dns/zone-delegated',
  title: 'The zone’s parent refers to the zone’s own name servers',
  why: 'Records in a zone that nobody refers to are right and never asked; certificates then wait for their challenge for ever.',
  docs: 'https://cloud.google.com/dns/docs/update-name-servers',
  runbook: '20',
  probes: [zoneDelegationProbe],
  needs: ['credentials/identity-present', 'dns/domain-inside-zone'],
  evaluate({config, facts}) {
    const {delegation, nameServers} = readFact(facts, zoneDelegationProbe);
    const {zone, parent, asked, servers, rcode} = delegation;
    const project = config.domain.zoneProject ?? config.project.id;
    const words = about({
      resource: `zone ${zone}`,
      expected: `${parent === '' ? 'the root' : parent} refers to ${nameServers.join(', ')}`,
      evidence: asked === null ? `dig +trace NS ${zone}` : `dig @${asked} +norecurse NS ${zone}`,
    });
    if (asked === null)
      return [
        words.unknown(`no server of ${parent} answered`, {
          kind: 'answer',
          missing: `NS of ${zone}`,
          message: `no server of ${parent} could be asked about ${zone}`,
        }),
      ];
    const enter = {
      text: `Enter these at the registrar, or in the zone ${parent}: ${nameServers.join(', ')}.`,
      command: `gcloud dns managed-zones describe ${config.domain.zone} --project=${project} --format="value(nameServers)"`,
    };
    if (servers.length === 0) return [words.fail(`${asked} refers to nobody (${rcode})`, [enter])];
    const own = servers.filter((server) => nameServers.includes(server));
    if (own.length === 0) return [words.fail(`${asked} refers to ${servers.join(', ')}`, [enter])];
    const foreign = servers.filter((server) => !nameServers.includes(server));
    if (foreign.length > 0)
      return [words.warn(`${asked} refers to ${foreign.join(', ')} besides; what these answer is chance`, [enter])];
    return [words.pass(`${asked} refers to ${own.join(', ')}`)];
  },
};
