export type DnsRecordType = 'A' | 'AAAA' | 'CAA' | 'CNAME' | 'NS' | 'SOA' | 'TXT';

export interface DnsQuestion {
  /** With or without its final dot. */
  readonly name: string;
  readonly type: DnsRecordType;
  /** `address` or `address:port` of the one server that is asked, for what it knows itself; else the usual recursive servers. */
  readonly server?: string | undefined;
  /** Whether `server` is asked to find out elsewhere, as a recursive server does. */
  readonly isRecursive?: boolean | undefined;
  /** Whether the answer is wanted even where its DNSSEC signatures do not hold (the CD bit of RFC 4035). */
  readonly isUnchecked?: boolean | undefined;
}

/** One record of an answer. */
export interface DnsAnswer {
  /** In lower case, without the final dot. */
  readonly name: string;
  readonly type: string;
  /** Seconds for which others may keep it. */
  readonly ttl: number;
  /** Names in lower case without the final dot; SOA and CAA as in a zone file. */
  readonly data: string;
}

export interface DnsReply {
  /** Who answered. */
  readonly server: string;
  /** `NOERROR`, `NXDOMAIN`, `SERVFAIL`, `REFUSED`… */
  readonly rcode: string;
  /** Whether the server speaks for the zone itself. */
  readonly isAuthoritative: boolean;
  readonly answers: readonly DnsAnswer[];
  /** A referral's name servers, or the zone that says that there is nothing. */
  readonly authority: readonly DnsAnswer[];
}

/** Questions to named DNS servers, by UDP and, where an answer does not fit, by TCP. https://www.rfc-editor.org/rfc/rfc1035 */
export interface Resolver {
  /** Every answer is a reply, refusals included; rejects with an `unavailable` failure where no answer comes. */
  ask(question: DnsQuestion): Promise<DnsReply>;
  /** Recursive servers that many people share, as `address:port`: what they keep is what users see. */
  listPublicServers(): Promise<readonly string[]>;
}
