import type {DNS} from '@google-cloud/dns';
import type {DnsRecord, DnsZones} from '../../model/ports/storage-and-dns.js';
import type {GoogleSession} from './google-session.js';
import {callCloud} from './to-cloud-failure.js';

interface ZoneMetadata {
  readonly name?: string;
  readonly dnsName?: string;
  readonly visibility?: string;
  readonly nameServers?: string[];
}

interface RecordMetadata {
  readonly name?: string;
  readonly ttl?: number;
  readonly rrdatas?: string[];
}

/** Cloud DNS through its handwritten client, whose base address is fixed to https and is set after construction. */
export function GcpDnsZones(session: GoogleSession): DnsZones {
  const open = async (project: string): Promise<DNS> => {
    const authClient = await session.authClient();
    const {DNS: Client} = await import('@google-cloud/dns');
    const dns = new Client({projectId: project, authClient: authClient as never});
    if (session.environment.apiRoot !== undefined) dns.baseUrl = `${session.environment.apiRoot}/dns/v1`;
    return dns;
  };
  return {
    list: (project) =>
      callCloud('dns.managedZones.list', async () => {
        const [zones] = await (await open(project)).getZones();
        return zones.map((zone) => {
          const metadata = zone.metadata as ZoneMetadata;
          return {
            name: zone.name ?? metadata.name ?? '',
            dnsName: metadata.dnsName ?? '',
            isPrivate: metadata.visibility === 'private',
            nameServers: metadata.nameServers ?? [],
          };
        });
      }),
    listRecords: (project, zone, name) =>
      callCloud('dns.resourceRecordSets.list', async () => {
        const [records] = await (await open(project)).zone(zone).getRecords(name === undefined ? {} : {name});
        return records.map((record): DnsRecord => {
          const metadata = record.toJSON() as RecordMetadata;
          const data = metadata.rrdatas ?? record.data ?? [];
          return {
            name: metadata.name ?? name ?? '',
            type: record.type,
            ttl: Number(metadata.ttl ?? 0),
            data: Array.isArray(data) ? data : [data],
          };
        });
      }),
    change: (project, zone, change) =>
      callCloud('dns.changes.create', async () => {
        const target = (await open(project)).zone(zone);
        const record = (entry: DnsRecord) =>
          target.record(entry.type.toLowerCase(), {name: entry.name, ttl: entry.ttl, data: [...entry.data]});
        await target.createChange({add: change.additions.map(record), delete: change.deletions.map(record)} as never);
      }),
  };
}
