import type {DnsZone} from '../../model/ports/storage-and-dns.js';
import type {Probe} from './probe.js';

/** Managed zones of the project that holds the domain's. */
export const dnsZonesProbe: Probe<readonly DnsZone[]> = {
  id: 'dns-zones',
  collect: ({config, ports}) => ports.dnsZones.list(config.domain.zoneProject ?? config.project.id),
};
