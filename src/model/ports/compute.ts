export interface FirewallRule {
  readonly name: string;
  readonly network: string;
  readonly description: string;
  readonly sourceRanges: readonly string[];
  readonly targetTags: readonly string[];
  readonly allowed: ReadonlyArray<{readonly protocol: string; readonly ports: readonly string[]}>;
  readonly isDisabled: boolean;
}

export interface AddressState {
  readonly name: string;
  readonly address: string;
  readonly status: string;
  readonly type: 'EXTERNAL' | 'INTERNAL';
  readonly description: string;
}

export interface DiskState {
  readonly name: string;
  readonly sizeGb: number;
  readonly type: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly status: string;
}

export interface QuotaState {
  readonly metric: string;
  readonly limit: number;
  readonly usage: number;
}

/** VPC firewall rules. https://cloud.google.com/compute/docs/reference/rest/v1/firewalls */
export interface Firewalls {
  get(project: string, name: string): Promise<FirewallRule | undefined>;
  insert(
    project: string,
    rule: Omit<FirewallRule, 'isDisabled'>,
    onOperation: (name: string) => Promise<void>,
  ): Promise<void>;
  patch(
    project: string,
    rule: Omit<FirewallRule, 'isDisabled'>,
    onOperation: (name: string) => Promise<void>,
  ): Promise<void>;
  /** Address range of a subnetwork. */
  fetchSubnetRange(project: string, region: string, subnetwork: string): Promise<string | undefined>;
}

/** Static addresses. https://cloud.google.com/compute/docs/reference/rest/v1/addresses */
export interface Addresses {
  get(project: string, region: string, name: string): Promise<AddressState | undefined>;
  insert(
    project: string,
    region: string,
    request: {
      readonly name: string;
      readonly description: string;
      readonly type: 'EXTERNAL' | 'INTERNAL';
      /** A name, or the path of one that another project shares. */
      readonly subnetwork?: string | undefined;
    },
    onOperation: (name: string) => Promise<void>,
  ): Promise<void>;
}

/** Zonal persistent disks. https://cloud.google.com/compute/docs/reference/rest/v1/disks */
export interface Disks {
  get(project: string, zone: string, name: string): Promise<DiskState | undefined>;
  insert(
    project: string,
    zone: string,
    request: {
      readonly name: string;
      readonly sizeGb: number;
      readonly type: string;
      readonly labels: Readonly<Record<string, string>>;
    },
    onOperation: (name: string) => Promise<void>,
  ): Promise<void>;
}

/** Routers with NAT, for nodes without addresses of their own. https://cloud.google.com/nat/docs/gke-example */
export interface Routers {
  get(
    project: string,
    region: string,
    name: string,
  ): Promise<{readonly name: string; readonly network: string; readonly nats: readonly string[]} | undefined>;
  insert(
    project: string,
    region: string,
    request: {readonly name: string; readonly network: string; readonly nat: string},
    onOperation: (name: string) => Promise<void>,
  ): Promise<void>;
}

/** What a project may use and where. https://cloud.google.com/compute/docs/reference/rest/v1/regions/get */
export interface Capacity {
  listZones(project: string): Promise<ReadonlyArray<{readonly name: string; readonly region: string}>>;
  listMachineTypes(
    project: string,
    zone: string,
  ): Promise<ReadonlyArray<{readonly name: string; readonly cpus: number; readonly memoryMib: number}>>;
  listAccelerators(
    project: string,
  ): Promise<ReadonlyArray<{readonly type: string; readonly zone: string; readonly maximumPerInstance: number}>>;
  listQuotas(project: string, region: string): Promise<readonly QuotaState[]>;
}
