import type {DnsAnswer, DnsReply, Resolver} from '../../model/ports/resolver.js';

/** What the parent of a zone says of it. Names are without the final dot; the root is the empty name. */
export interface Delegation {
  readonly zone: string;
  readonly parent: string;
  /** The parent's server that was asked; null where none could be found. */
  readonly asked: string | null;
  readonly rcode: string;
  /** Name servers that the parent refers to; empty where it refers to none. */
  readonly servers: readonly string[];
}

const dataOf = (records: readonly DnsAnswer[], name: string, type: string) =>
  records.filter((record) => record.name === name && record.type === type).map(({data}) => data);

const parentOf = (name: string) => (name.includes('.') ? name.slice(name.indexOf('.') + 1) : '');

/** The closest zone at or above a name, as recursive servers see it: it is there that an SOA record stands. */
export async function findEnclosingZone(resolver: Resolver, name: string): Promise<string> {
  for (let zone = name; ; zone = parentOf(zone)) {
    const {answers, authority} = await resolver.ask({name: zone, type: 'SOA'});
    if (dataOf(answers, zone, 'SOA').length > 0 || zone === '') return zone;
    // A denial names the zone that it comes from.
    const denying = authority.find(({type}) => type === 'SOA')?.name;
    if (denying !== undefined && (denying === '' || zone.endsWith(`.${denying}`))) return denying;
  }
}

/** Addresses of a name server, as recursive servers know it; empty where it has none. */
export async function findServerAddresses(resolver: Resolver, server: string): Promise<readonly string[]> {
  const {answers} = await resolver.ask({name: server, type: 'A'});
  return answers.filter(({type}) => type === 'A').map(({data}) => data);
}

async function askFirst(
  resolver: Resolver,
  servers: readonly string[],
  zone: string,
): Promise<{readonly server: string; readonly reply: DnsReply} | undefined> {
  for (const server of servers) {
    const [address] = await findServerAddresses(resolver, server);
    if (address === undefined) continue;
    try {
      return {server, reply: await resolver.ask({name: zone, type: 'NS', server: address})};
    } catch {
      // Another of the parent's servers may answer.
    }
  }
  return undefined;
}

/**
 * Asks a server of the parent zone, not a recursive one, to whom it refers for a zone. A server that keeps both zones
 * answers for the child itself. https://www.rfc-editor.org/rfc/rfc1034#section-4.2.1
 */
export async function findDelegation(resolver: Resolver, zone: string): Promise<Delegation> {
  const parent = await findEnclosingZone(resolver, parentOf(zone));
  const {answers} = await resolver.ask({name: parent, type: 'NS'});
  const found = await askFirst(resolver, dataOf(answers, parent, 'NS').slice(0, 3), zone);
  if (found === undefined) return {zone, parent, asked: null, rcode: 'none', servers: []};
  const {reply, server} = found;
  const servers = [...new Set([...dataOf(reply.answers, zone, 'NS'), ...dataOf(reply.authority, zone, 'NS')])].sort();
  return {zone, parent, asked: server, rcode: reply.rcode, servers};
}
