import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {domainZoneProbe} from '../probes/domain-zone-probe.js';
import {readFact} from '../read-fact.js';

export const zoneDelegated: Check = {
  id: 'road/zone-delegated',
  title: 'The parent zone refers to the domain’s name servers',
  why: 'Whoever looks the domain up begins at the parent. Where it refers to other servers, the right records are never asked for.',
  docs: 'https://cloud.google.com/dns/docs/update-name-servers',
  runbook: '20',
  scope: 'cluster',
  probes: [domainZoneProbe],
  needs: [],
  evaluate({facts}) {
    const {delegation, kept, keptProblem} = readFact(facts, domainZoneProbe);
    const {zone, parent, asked, servers, rcode} = delegation;
    const wanted = kept?.nameServers ?? [];
    const above = parent === '' ? 'the root' : parent;
    const matter = about({
      resource: zone,
      expected:
        wanted.length > 0 ? `${above} refers to ${wanted.join(', ')}` : `${above} refers to name servers of ${zone}`,
      evidence: asked === null ? `dig +trace NS ${zone}.` : `dig +norecurse NS ${zone}. @${asked}`,
    });
    if (asked === null)
      return [
        matter.unknown(`could not look: no name server of ${above} answered`, {
          kind: 'answer',
          missing: `dns NS ${zone} @${above}`,
          message: `no name server of ${above} answered`,
        }),
      ];
    const cure = {
      text: `Have the registrar of ${zone}, or whoever keeps ${above}, enter ${wanted.length > 0 ? `exactly these name servers: ${wanted.join(', ')}.` : 'the name servers of the zone that holds the records.'}`,
      ...(kept === null
        ? {}
        : {
            command: `gcloud dns managed-zones describe ${kept.name} --project=${kept.project} --format="value(nameServers)"`,
          }),
    };
    if (servers.length === 0) return [matter.fail(`${asked} refers to nobody (${rcode})`, [cure])];
    const stray = servers.filter((server) => wanted.length > 0 && !wanted.includes(server));
    if (stray.length === servers.length) return [matter.fail(`${asked} refers to ${servers.join(', ')}`, [cure])];
    if (stray.length > 0)
      return [
        matter.warn(`${asked} refers to ${servers.join(', ')}, of which ${stray.join(', ')} do not hold the zone`, [
          cure,
        ]),
      ];
    const remark = keptProblem === null ? '' : ` (not compared with Cloud DNS: ${keptProblem})`;
    return [matter.pass(`${above} refers to ${servers.join(', ')}${remark}`)];
  },
};
