import type {DnsRecord, DnsZones} from '../../model/ports/storage-and-dns.js';
import {collectPages} from './collect-pages.js';
import type {GoogleSession} from './google-session.js';
import {sendGoogle} from './send-google.js';
import {callCloud} from './to-cloud-failure.js';

interface Zone {
  readonly name?: string;
  readonly dnsName?: string;
  readonly visibility?: string;
  readonly nameServers?: readonly string[];
}

interface RecordSet {
  readonly name?: string;
  readonly type?: string;
  readonly ttl?: number;
  readonly rrdatas?: readonly string[];
}

interface Page {
  readonly managedZones?: readonly Zone[];
  readonly rrsets?: readonly RecordSet[];
  readonly nextPageToken?: string;
}

const service = 'dns';

/** Cloud DNS's collections. https://cloud.google.com/dns/docs/reference/rest/v1 */
export function GcpDnsZones(session: GoogleSession): DnsZones {
  const zonesPath = (project: string) => `/dns/v1/projects/${encodeURIComponent(project)}/managedZones`;
  const listAll = <T>(path: string, query: Record<string, string>, select: (page: Page) => readonly T[]) =>
    collectPages(async ({pageToken}) => {
      const token = pageToken === undefined ? {} : {pageToken};
      const page = await sendGoogle<Page>(session, {
        service,
        path: `${path}?${new URLSearchParams({...query, ...token})}`,
      });
      return {items: select(page), nextPageToken: page.nextPageToken};
    });
  return {
    list: (project) =>
      callCloud('dns.managedZones.list', async () => {
        const zones = await listAll(zonesPath(project), {}, (page) => page.managedZones ?? []);
        return zones.map(({name = '', dnsName = '', visibility, nameServers = []}) => ({
          name,
          dnsName,
          isPrivate: visibility === 'private',
          nameServers: [...nameServers],
        }));
      }),
    listRecords: (project, zone, name) =>
      callCloud('dns.resourceRecordSets.list', async () => {
        const path = `${zonesPath(project)}/${encodeURIComponent(zone)}/rrsets`;
        const sets = await listAll(path, name === undefined ? {} : {name}, (page) => page.rrsets ?? []);
        return sets.map(
          (set): DnsRecord => ({
            name: set.name ?? name ?? '',
            type: set.type ?? '',
            ttl: set.ttl ?? 0,
            data: [...(set.rrdatas ?? [])],
          }),
        );
      }),
    change: (project, zone, change) =>
      callCloud('dns.changes.create', async () => {
        const select = ({name, type, ttl, data}: DnsRecord): RecordSet => ({name, type, ttl, rrdatas: data});
        const [additions, deletions] = [change.additions.map(select), change.deletions.map(select)];
        const path = `${zonesPath(project)}/${encodeURIComponent(zone)}/changes`;
        await sendGoogle(session, {service, path, method: 'POST', data: {additions, deletions}});
      }),
  };
}
