import {selectRegion} from '../../model/location.js';
import type {DnsRecord} from '../../model/ports/storage-and-dns.js';
import type {Probe} from './probe.js';

export interface ZoneRecordsFact {
  /** Records at, above and below the domain; the zone's other records are not kept. */
  readonly records: readonly DnsRecord[];
  /** Seconds for which a name that is missing stays missing to whoever asked; null where the zone does not say. */
  readonly denialTtl: number | null;
  /** The address that this deployment reserved; null where there is none yet. */
  readonly address: string | null;
}

const mostRecords = 200;

/** Whether a record concerns the domain: its own, those below it, and those of names between it and the zone. */
function isNear({name}: DnsRecord, domain: string): boolean {
  const own = name.replace(/^\*\./, '');
  return own === domain || own.endsWith(`.${domain}`) || domain.endsWith(`.${own}`);
}

/** What the configured zone holds around the domain, and the address that it is to lead to. */
export const zoneRecordsProbe: Probe<ZoneRecordsFact> = {
  id: 'zone-records',
  async collect({ports, config}) {
    const {fqdn, zone, zoneProject} = config.domain;
    const {id, mode} = config.project;
    const readAddress = async () => {
      const isThere = mode === 'existing' || (await ports.projects.get(id)) !== undefined;
      return isThere
        ? ports.addresses.get(id, selectRegion(config.location), `${config.deployment}-ingress`)
        : undefined;
    };
    const [records, address] = await Promise.all([
      ports.dnsZones.listRecords(zoneProject ?? id, zone),
      // Without the address the records can be judged all the same.
      readAddress().catch(() => undefined),
    ]);
    const soa = records.find(({type}) => type === 'SOA');
    const minimum = Number(soa?.data[0]?.trim().split(/\s+/).at(-1));
    return {
      records: records.filter((record) => isNear(record, `${fqdn.toLowerCase()}.`)).slice(0, mostRecords),
      denialTtl: soa === undefined || Number.isNaN(minimum) ? null : Math.min(soa.ttl, minimum),
      address: address?.address ?? null,
    };
  },
};
