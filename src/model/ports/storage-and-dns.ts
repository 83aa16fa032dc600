export interface BucketState {
  readonly name: string;
  readonly location: string;
  readonly projectNumber: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Whether permissions are the bucket's alone, without lists of each object's own. */
  readonly isUniform: boolean;
}

/** Cloud Storage buckets. https://cloud.google.com/storage/docs/json_api/v1/buckets */
export interface Buckets {
  /** Undefined where there is none; a bucket of somebody else's is a `permission` failure. */
  get(name: string): Promise<BucketState | undefined>;
  create(
    project: string,
    request: {readonly name: string; readonly location: string; readonly labels: Readonly<Record<string, string>>},
  ): Promise<void>;
}

export interface DnsZone {
  readonly name: string;
  /** With its final dot. */
  readonly dnsName: string;
  readonly isPrivate: boolean;
  readonly nameServers: readonly string[];
}

export interface DnsRecord {
  /** With its final dot. */
  readonly name: string;
  readonly type: string;
  readonly ttl: number;
  readonly data: readonly string[];
}

/** Cloud DNS. https://cloud.google.com/dns/docs/reference/rest/v1 */
export interface DnsZones {
  list(project: string): Promise<readonly DnsZone[]>;
  /** Records of one name, or of the whole zone where no name is given. */
  listRecords(project: string, zone: string, name?: string): Promise<readonly DnsRecord[]>;
  /** One atomic change; refused as a whole where a deletion no longer matches. */
  change(
    project: string,
    zone: string,
    change: {readonly additions: readonly DnsRecord[]; readonly deletions: readonly DnsRecord[]},
  ): Promise<void>;
}
