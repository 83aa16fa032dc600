import {CloudFailure} from '../../model/cloud-failure.js';
import type {DnsQuestion, Resolver} from '../../model/ports/resolver.js';

/** What one server says of the address of a name. */
export interface AddressAnswer {
  /** The server: its name, or `address:port`. */
  readonly server: string;
  /** `NOERROR`, `NXDOMAIN`, `SERVFAIL`…; `none` where no answer came. */
  readonly rcode: string;
  readonly isAuthoritative: boolean;
  readonly addresses: readonly string[];
  /** The name that it is an alias of; null where it is none. */
  readonly alias: string | null;
  /** Seconds for which the answer, or the denial, may still be kept. */
  readonly ttl: number;
  /** Whether it answers only those who do not look at DNSSEC signatures. */
  readonly isBogus: boolean;
}

/** How long a denial may be kept: the smaller of the SOA's own TTL and its last field (RFC 2308). */
function selectDenialTtl(authority: ReadonlyArray<{type: string; ttl: number; data: string}>): number {
  const soa = authority.find(({type}) => type === 'SOA');
  return soa === undefined ? 0 : Math.min(soa.ttl, Number(soa.data.split(' ').at(-1) ?? 0));
}

/** Asks for the address of a name. No answer is an answer too: it says of the server that it is silent. */
export async function askAddress(resolver: Resolver, label: string, question: DnsQuestion): Promise<AddressAnswer> {
  try {
    const {rcode, isAuthoritative, answers, authority} = await resolver.ask(question);
    const hits = answers.filter(({type}) => type === 'A');
    const alias = answers.find(({type, name}) => type === 'CNAME' && name === question.name)?.data ?? null;
    const records = hits.length > 0 ? hits : answers;
    const isBogus =
      rcode === 'SERVFAIL' &&
      question.isUnchecked !== true &&
      (await resolver.ask({...question, isUnchecked: true})).rcode !== 'SERVFAIL';
    return {
      server: label,
      rcode,
      isAuthoritative,
      addresses: hits.map(({data}) => data).sort(),
      alias,
      ttl: records.length > 0 ? Math.min(...records.map(({ttl}) => ttl)) : selectDenialTtl(authority),
      isBogus,
    };
  } catch (error) {
    if (!(error instanceof CloudFailure)) throw error;
    return {
      server: label,
      rcode: 'none',
      isAuthoritative: false,
      addresses: [],
      alias: null,
      ttl: 0,
      isBogus: false,
    };
  }
}
