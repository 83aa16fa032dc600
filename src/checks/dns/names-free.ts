import type {Check} from '../../model/finding.js';
import type {DnsRecord} from '../../model/ports/storage-and-dns.js';
import {about} from '../about.js';
import {zoneRecordsProbe} from '../probes/zone-records-probe.js';
import {readFact} from '../read-fact.js';

const show = ({name, type, data}: DnsRecord) => `${name} ${type} ${data.join(' ')}`;

export const namesFree: Check = {
  id: 'dns/names-free',
  title: 'The domain’s names are free, or this deployment’s own',
  why: 'Records that somebody else made are never overwritten: the run would stop before them, with a cluster that nobody can reach.',
  docs: 'https://cloud.google.com/dns/docs/records',
  runbook: '20',
  probes: [zoneRecordsProbe],
  needs: ['credentials/identity-present', 'dns/domain-inside-zone'],
  evaluate({config, facts}) {
    const {fqdn, zone, zoneProject} = config.domain;
    const domain = `${fqdn.toLowerCase()}.`;
    const {records, address} = readFact(facts, zoneRecordsProbe);
    const owner = records
      .find(({name, type}) => type === 'TXT' && name === `_shakinstall.${domain}`)
      ?.data.join('')
      .replaceAll('"', '');
    const isOurs = owner === `shakinstall-deployment=${config.deployment}`;
    const list = (name: string) =>
      `gcloud dns record-sets list --zone=${zone} --project=${zoneProject ?? config.project.id} --name="${name}"`;
    return [domain, `*.${domain}`].map((name) => {
      const words = about({
        resource: name.slice(0, -1),
        expected: 'no record, or an A record of this deployment',
        evidence: list(name),
      });
      const found = records.filter((record) => record.name === name && ['A', 'AAAA', 'CNAME'].includes(record.type));
      const look = {text: 'Look at them.', command: list(name)};
      const choose = {text: 'Remove them if nobody needs them, or choose another domain.fqdn.'};
      if (found.length > 0 && !isOurs)
        return words.fail(
          `${found.map(show).join('; ')}${owner === undefined ? ', without a mark of whose it is' : `, of ${owner}`}`,
          [look, choose],
        );
      const heal = {text: 'Let the plan put it right.', command: 'shakinstall init'};
      const odd = found.filter(({type}) => type !== 'A');
      if (odd.length > 0)
        return words.warn(`${odd.map(show).join('; ')} where this deployment’s A record was; the plan replaces it`, [
          look,
          heal,
        ]);
      const [record] = found;
      if (record === undefined)
        return isOurs
          ? words.warn('this deployment’s A record is gone; the plan makes it again', [heal])
          : words.pass('free');
      if (address !== null && record.data.join() !== address)
        return words.warn(`${show(record)}, and the reserved address is ${address}; the plan puts it right`, [
          look,
          heal,
        ]);
      return words.pass(`${show(record)}, of this deployment`);
    });
  },
};
