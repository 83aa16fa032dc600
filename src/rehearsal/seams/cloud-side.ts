/** Who a bearer token belongs to. */
export interface CloudIdentity {
  readonly email: string;
  readonly isServiceAccount: boolean;
}

/** One end of a connection that firewall rules decide on. */
export type TrafficSource = 'control-plane' | 'internet' | 'health-check' | {readonly cidr: string};

/** A pool as the cluster autoscaler sees it. */
export interface ScalablePool {
  readonly name: string;
  readonly zone: string;
  readonly current: number;
  readonly min: number;
  readonly max: number;
  readonly isAutoscaled: boolean;
  readonly cpus: number;
  readonly memoryMib: number;
  readonly gpuCount: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: ReadonlyArray<{readonly key: string; readonly value: string; readonly effect: string}>;
  /** When machines were last asked for and did not come, and for want of what. */
  readonly failure?: {readonly atMs: number; readonly cause: 'GCE out of resources' | 'GCE quota exceeded'};
}

/** A cloud request that was refused, with the message that Google would put into an Event. */
export interface Refusal {
  readonly refused: string;
}

/**
 * Google Cloud as the cluster's own machinery uses it: the authenticating proxy, the cloud controller
 * manager, the disk provisioner and the autoscaler. `uid` is the cluster's id.
 */
export interface CloudSide {
  /** The identity of a bearer token, or undefined where it is unknown or expired. */
  identify(token: string): CloudIdentity | undefined;
  /** Whether IAM grants `permission` on the cluster's project, as GKE's authorizer asks beside RBAC. */
  isGranted(uid: string, email: string, permission: string): boolean;
  /** Reserves or adopts the address of a LoadBalancer Service and its forwarding rule. */
  acquireAddress(
    uid: string,
    service: {
      readonly namespace: string;
      readonly name: string;
      readonly requestedIp?: string;
      readonly isInternal: boolean;
      readonly ports: readonly number[];
    },
  ): {readonly address: string} | Refusal;
  releaseAddress(uid: string, service: {readonly namespace: string; readonly name: string}): void;
  /** Whether the firewall rules of the cluster's network let `port` of the nodes and pods be reached. */
  isReachable(uid: string, from: TrafficSource, protocol: 'tcp' | 'udp', port: number): boolean;
  /** Whether the control plane answers the address that clients outside come from. */
  admitsOperator?(uid: string): boolean;
  /** Whether nodes reach the internet: by addresses of their own or through a NAT; private ones without reach Google alone. */
  hasEgress?(uid: string): boolean;
  /** Whether a registry has an image, by its whole reference; undefined for a registry that nobody here knows. */
  hasImage?(image: string): boolean | undefined;
  /** The disk of that name in the cluster's project, where one is. */
  findDisk(uid: string, zone: string, name: string): {readonly sizeGb: number; readonly type: string} | undefined;
  createDisk(
    uid: string,
    disk: {readonly zone: string; readonly name: string; readonly sizeGb: number; readonly type: string},
  ): Refusal | undefined;
  deleteDisk(uid: string, zone: string, name: string): void;
  /** Declares which disks the cluster's nodes have attached; a disk that is attached cannot be deleted. */
  setAttachments?(
    uid: string,
    attachments: ReadonlyArray<{readonly zone: string; readonly disk: string; readonly node: string}>,
  ): void;
  listPools(uid: string): readonly ScalablePool[];
  /** Asks for a size as the autoscaler does; nodes appear later through `ControlPlanes.setNodes`. On the way down, `removing` names the nodes that are to go. */
  resizePool(uid: string, pool: string, size: number, removing?: readonly string[]): Refusal | undefined;
  /** Adds or removes a TXT record as a given service account, for DNS-01; refused where IAM refuses. */
  changeTxtRecord(
    email: string,
    project: string,
    change: {readonly name: string; readonly value: string; readonly action: 'add' | 'remove'},
  ): Refusal | undefined;
  /** What the world's DNS answers; `zone` is the managed zone the answer came from. */
  lookup(
    name: string,
    type: 'A' | 'AAAA' | 'CAA' | 'CNAME' | 'TXT' | 'NS' | 'SOA',
  ): {
    readonly rcode: 'NOERROR' | 'NXDOMAIN';
    readonly answers: ReadonlyArray<{
      readonly name: string;
      readonly type: string;
      readonly ttl: number;
      readonly data: string;
    }>;
    readonly zone?: string;
  };
  /** What the name server at an address says by itself, without asking others; undefined where none is there. */
  askNameServer?(address: string, name: string, type: Parameters<CloudSide['lookup']>[1]): NameServerAnswer | undefined;
}

/** What one name server says: of its own zones, or in `authority` whom to ask instead. */
export interface NameServerAnswer {
  readonly rcode: 'NOERROR' | 'NXDOMAIN' | 'REFUSED';
  readonly isAuthoritative: boolean;
  readonly answers: ReturnType<CloudSide['lookup']>['answers'];
  readonly authority: ReturnType<CloudSide['lookup']>['answers'];
}
