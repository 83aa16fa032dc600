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

/** A disk with its zone. */
export interface PlacedDisk extends DiskState {
  readonly zone: string;
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
  /** Disks of that name in every zone. */
  find(project: string, name: string): Promise<readonly PlacedDisk[]>;
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

export interface MachineTypeState {
  readonly name: string;
  readonly cpus: number;
  readonly memoryMib: number;
}

/** Machines that are promised to the project in one zone, used or not. */
export interface ReservationState {
  readonly name: string;
  readonly zone: string;
  readonly machineType: string;
  readonly accelerator?: {readonly type: string; readonly count: number} | undefined;
  /** Machines. */
  readonly count: number;
  readonly inUse: number;
  /** Whether only machines that name it take from it. */
  readonly isSpecific: boolean;
}

/** A virtual machine, with the node pool that it belongs to where it is a node. */
export interface InstanceState {
  readonly zone: string;
  readonly machineType: string;
  readonly accelerator?: {readonly type: string; readonly count: number} | undefined;
  readonly isSpot: boolean;
  readonly cluster?: string | undefined;
  readonly clusterLocation?: string | undefined;
  readonly nodePool?: string | undefined;
}

/** What Compute Engine offers, and what a project has of it. https://cloud.google.com/compute/docs/reference/rest/v1 */
export interface Capacity {
  listZones(project: string): Promise<ReadonlyArray<{readonly name: string; readonly region: string}>>;
  listMachineTypes(project: string, zone: string): Promise<readonly MachineTypeState[]>;
  /** Zones that offer a machine type. */
  listMachinePlaces(
    project: string,
    machineType: string,
  ): Promise<ReadonlyArray<{readonly zone: string; readonly cpus: number}>>;
  listAccelerators(
    project: string,
  ): Promise<ReadonlyArray<{readonly type: string; readonly zone: string; readonly maximumPerInstance: number}>>;
  listReservations(project: string): Promise<readonly ReservationState[]>;
  listInstances(project: string): Promise<readonly InstanceState[]>;
}
