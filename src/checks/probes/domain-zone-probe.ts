import {CloudFailure} from '../../model/cloud-failure.js';
import {NotApplicable} from '../../model/not-applicable.js';
import type {DnsRecord, DnsZone} from '../../model/ports/storage-and-dns.js';
import {type AddressAnswer, askAddress} from './address-answer.js';
import {type Delegation, findDelegation, findEnclosingZone, findServerAddresses} from './find-delegation.js';
import type {ClusterProbe, ClusterProbeInputs} from './probe.js';
import {findDomain, selectWildcardName} from './road-domain.js';

/** The zone as Cloud DNS keeps it. */
export interface KeptZone {
  readonly name: string;
  readonly project: string;
  /** Without final dots, sorted. */
  readonly nameServers: readonly string[];
  /** Records of the domain that lead to an address: `A` or `CNAME`. */
  readonly records: ReadonlyArray<Pick<DnsRecord, 'type' | 'ttl' | 'data'>>;
}

/** The domain's zone, from its parent down to what its own servers answer. */
export interface DomainZoneFact {
  readonly fqdn: string;
  readonly delegation: Delegation;
  /** Null without a configuration. */
  readonly kept: KeptZone | null;
  /** Why Cloud DNS could not be asked; null where it could, or where there was no need. */
  readonly keptProblem: string | null;
  /** What each of the zone's own servers says of the domain, and of a name that only the wildcard covers. */
  readonly answers: ReadonlyArray<{readonly domain: AddressAnswer; readonly wildcard: AddressAnswer}>;
}

const bare = (name: string) => name.toLowerCase().replace(/\.$/, '');

/** As many of a zone's servers are asked as any zone commonly has. */
const mostServers = 4;

async function readKeptZone(
  {ports, deployment}: ClusterProbeInputs,
  fqdn: string,
): Promise<{readonly zone: DnsZone; readonly kept: KeptZone} | undefined> {
  if (deployment === undefined) return undefined;
  const {config} = deployment;
  const project = config.domain.zoneProject ?? config.project.id;
  const zone = (await ports.dnsZones.list(project)).find(({name}) => name === config.domain.zone);
  if (zone === undefined) return undefined;
  const records = await ports.dnsZones.listRecords(project, zone.name, `${fqdn}.`);
  return {
    zone,
    kept: {
      name: zone.name,
      project,
      nameServers: zone.nameServers.map(bare).sort(),
      records: records
        .filter(({type}) => type === 'A' || type === 'CNAME')
        .map(({type, ttl, data}) => ({type, ttl, data})),
    },
  };
}

/** Follows the domain from its zone's parent to the servers that speak for it. */
export const domainZoneProbe: ClusterProbe<DomainZoneFact> = {
  id: 'domain-zone',
  scope: 'cluster',
  async collect(inputs) {
    const {resolver} = inputs.ports;
    const fqdn = await findDomain(inputs);
    let found: Awaited<ReturnType<typeof readKeptZone>>;
    let keptProblem: string | null = null;
    try {
      found = await readKeptZone(inputs, fqdn);
    } catch (error) {
      // Whether the records lead to the platform can be seen without Cloud DNS.
      if (!(error instanceof CloudFailure)) throw error;
      keptProblem = error.message;
    }
    if (found?.zone.isPrivate === true)
      throw new NotApplicable(`zone ${found.zone.name} is private: nobody outside its networks asks it`);
    const zone = found === undefined ? await findEnclosingZone(resolver, fqdn) : bare(found.zone.dnsName);
    const delegation = await findDelegation(resolver, zone);
    const wildcard = selectWildcardName(fqdn);
    const answers = await Promise.all(
      delegation.servers.slice(0, mostServers).map(async (server) => {
        const [address] = await findServerAddresses(resolver, server).catch(() => []);
        // A server whose name leads nowhere is as silent as one that is down.
        const ask = (name: string) => askAddress(resolver, server, {name, type: 'A', server: address ?? server});
        const [own, other] = await Promise.all([ask(fqdn), ask(wildcard)]);
        return {domain: own, wildcard: other};
      }),
    );
    return {fqdn, delegation, kept: found?.kept ?? null, keptProblem, answers};
  },
};
