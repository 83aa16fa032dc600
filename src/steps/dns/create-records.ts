import {CloudFailure} from '../../model/cloud-failure.js';
import {type Deferred, formatDeferred, selectKnown} from '../../model/deferred.js';
import type {DnsRecord} from '../../model/ports/storage-and-dns.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {defineStep} from '../define-step.js';
import {selectDnsProject} from '../iam/accounts.js';
import {foreign, formatOwnerDescription} from '../ownership.js';

interface Desired {
  readonly project: string;
  readonly zone: string;
  readonly fqdn: string;
  readonly owner: string;
  readonly address: Deferred<string>;
}

interface Actual {
  readonly records: readonly DnsRecord[];
  readonly owner: string | undefined;
}

/** Short, so that a corrected record is seen soon. */
const ttlSeconds = 300;

const docs = 'https://cloud.google.com/dns/docs/records';
const namesOf = (fqdn: string) => [`${fqdn}.`, `*.${fqdn}.`];
const ownerName = (fqdn: string) => `_shakinstall.${fqdn}.`;

function selectWanted({fqdn, owner}: Desired, address: string): DnsRecord[] {
  const addresses = namesOf(fqdn).map((name) => ({name, type: 'A', ttl: ttlSeconds, data: [address]}));
  return [...addresses, {name: ownerName(fqdn), type: 'TXT', ttl: ttlSeconds, data: [`"${owner}"`]}];
}

export const createRecords = defineStep<Desired, Actual>({
  id: 'dns/create-records',
  runbook: '20',
  phase: 'network',
  title: 'Point the domain at the load balancer',
  why: 'Two A records, for the domain and for everything below it, in one atomic change. A TXT record beside them says whose they are; records that somebody else made are never overwritten.',
  docs,
  actor: 'deployer',
  needs: ['network/reserve-address', 'iam/grant-roles[deployer]'],
  needsOf: (_instance, {istio}) => (istio === 'own' ? [] : ['platform/await-load-balancer']),
  within: 'network/reserve-address',
  permissions: [
    {permission: 'dns.changes.create', on: 'dnsProject'},
    {permission: 'dns.resourceRecordSets.create', on: 'dnsProject'},
    {permission: 'dns.resourceRecordSets.update', on: 'dnsProject'},
    {permission: 'dns.resourceRecordSets.delete', on: 'dnsProject'},
    {permission: 'dns.resourceRecordSets.list', on: 'dnsProject'},
  ],
  services: ['dns.googleapis.com'],
  usualSeconds: [1, 10],
  timeoutMinutes: 15,
  desire: ({config, output}) => ({
    project: selectDnsProject(config),
    zone: config.domain.zone,
    fqdn: config.domain.fqdn,
    owner: formatOwnerDescription(config),
    address: output(config.istio === 'own' ? 'network/reserve-address' : 'platform/await-load-balancer', 'address'),
  }),
  async observe(ports, desired) {
    const lists = await Promise.all(
      [...namesOf(desired.fqdn), ownerName(desired.fqdn)].map((name) =>
        ports.dnsZones.listRecords(desired.project, desired.zone, name),
      ),
    );
    const found = lists.flat();
    const records = found.filter(
      ({name, type}) => namesOf(desired.fqdn).includes(name) && ['A', 'AAAA', 'CNAME'].includes(type),
    );
    const owner = found
      .find(({name, type}) => name === ownerName(desired.fqdn) && type === 'TXT')
      ?.data[0]?.replaceAll('"', '');
    return records.length === 0 && owner === undefined
      ? {state: 'absent'}
      : {state: 'present', actual: {records, owner}};
  },
  diff(desired, observation) {
    const simple = selectSimpleChange(observation);
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    const {records, owner} = observation.actual;
    const address = selectKnown(desired.address);
    const differing = namesOf(desired.fqdn).filter(
      (name) =>
        !records.some(
          (record) =>
            record.name === name && record.type === 'A' && record.data.length === 1 && record.data[0] === address,
        ),
    );
    const others = records.filter(({name, type}) => type !== 'A' || differing.includes(name));
    if (others.length > 0 && owner !== desired.owner) {
      const detail = others.map(({name, type, data}) => `${name} ${type} ${data.join(' ')}`).join('; ');
      const command = `gcloud dns record-sets list --zone=${desired.zone} --project=${desired.project} --name=${desired.fqdn}`;
      return foreign(
        'SHK_DNS_E1001',
        `${desired.fqdn} has records that this deployment did not make.`,
        detail,
        [{text: 'Look at them, then remove them or choose another domain.fqdn.', command}],
        docs,
      );
    }
    if (differing.length === 0 && owner === desired.owner) return noChange;
    return {
      kind: 'update',
      fields: differing.map((name) => ({
        path: name,
        from:
          records
            .filter((record) => record.name === name)
            .flatMap(({data}) => data)
            .join(' ') || 'no record',
        to: formatDeferred(desired.address),
      })),
    };
  },
  async apply(ports, desired) {
    const address = selectKnown(desired.address);
    if (address === undefined)
      throw new CloudFailure('not-found', 'no address is reserved', {action: 'changes.create'});
    const wanted = selectWanted(desired, address);
    const standing = (
      await Promise.all(wanted.map(({name}) => ports.dnsZones.listRecords(desired.project, desired.zone, name)))
    ).flat();
    const isEqual = (a: DnsRecord, b: DnsRecord) =>
      a.name === b.name && a.type === b.type && a.data.join() === b.data.join();
    const additions = wanted.filter((record) => !standing.some((other) => isEqual(record, other)));
    const deletions = standing.filter(
      (record) =>
        ['A', 'AAAA', 'CNAME', 'TXT'].includes(record.type) && additions.some(({name}) => name === record.name),
    );
    if (additions.length > 0) await ports.dnsZones.change(desired.project, desired.zone, {additions, deletions});
  },
  outputNames: ['fqdn'],
  outputs: (desired) => ({fqdn: desired.fqdn}),
  equivalent: ({project, zone, fqdn, owner, address}) => [
    ...[fqdn, `*.${fqdn}`].map((name) => [
      'gcloud',
      'dns',
      'record-sets',
      'create',
      `${name}.`,
      '--type=A',
      `--ttl=${ttlSeconds}`,
      `--rrdatas=${formatDeferred(address)}`,
      `--zone=${zone}`,
      `--project=${project}`,
    ]),
    [
      'gcloud',
      'dns',
      'record-sets',
      'create',
      ownerName(fqdn),
      '--type=TXT',
      `--ttl=${ttlSeconds}`,
      `--rrdatas="${owner}"`,
      `--zone=${zone}`,
      `--project=${project}`,
    ],
  ],
});
