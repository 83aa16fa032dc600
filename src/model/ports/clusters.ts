import type {NodeTaint} from '../node-taint.js';
import type {SurgeStrategy} from '../surge-need.js';

export interface ServerVersions {
  readonly defaultVersion: string;
  readonly masterVersions: readonly string[];
  readonly nodeVersions: readonly string[];
  readonly channels: ReadonlyArray<{
    readonly channel: string;
    readonly defaultVersion: string;
    readonly validVersions: readonly string[];
  }>;
}

export interface NodePoolState {
  readonly name: string;
  readonly status: string;
  readonly statusMessage: string;
  readonly version: string;
  readonly machineType: string;
  readonly initialNodeCount: number;
  readonly autoscaling?: {readonly min: number; readonly max: number} | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: ReadonlyArray<{readonly key: string; readonly value: string; readonly effect: string}>;
  readonly accelerators: ReadonlyArray<{readonly type: string; readonly count: number}>;
  readonly locations: readonly string[];
  readonly diskSizeGb: number;
  readonly diskType?: string | undefined;
  readonly isSpot: boolean;
  /** How its nodes are exchanged; absent where GKE does not say. */
  readonly strategy?: SurgeStrategy | undefined;
  readonly imageType?: string | undefined;
  /** Labels of the pool's machines as resources of Google Cloud; pods do not see them. */
  readonly resourceLabels?: Readonly<Record<string, string>> | undefined;
  /** Name of the one reservation that its machines take from. */
  readonly reservation?: string | undefined;
  /** What GKE says is wrong with it: `GCE_STOCKOUT`, `GCE_QUOTA_EXCEEDED`. */
  readonly conditions?: ReadonlyArray<{readonly code: string; readonly message: string}> | undefined;
}

/** When GKE may work on a cluster by itself. https://cloud.google.com/kubernetes-engine/docs/concepts/maintenance-windows-and-exclusions */
export interface MaintenanceState {
  /** Start of the daily window in UTC, `HH:MM`. */
  readonly dailyStart?: string | undefined;
  readonly window?: {readonly startMs: number; readonly endMs: number; readonly recurrence: string} | undefined;
  readonly exclusions: ReadonlyArray<{
    readonly name: string;
    readonly startMs: number;
    readonly endMs: number;
    /** Empty where it excludes everything. */
    readonly scope: string;
  }>;
}

export interface ClusterState {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly statusMessage: string;
  readonly version: string;
  readonly endpoint: string;
  /** Base64 of a PEM certificate. */
  readonly caCertificate: string;
  readonly network: string;
  readonly subnetwork: string;
  readonly podCidr: string;
  readonly serviceCidr: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly channel: string;
  readonly isVpcNative: boolean;
  readonly workloadPool: string;
  readonly controlPlaneCidr?: string | undefined;
  readonly privateEndpoint?: string | undefined;
  readonly authorizedNetworks: ReadonlyArray<{readonly name: string; readonly cidr: string}> | undefined;
  /** Whether something enforces NetworkPolicy objects: Calico or Dataplane V2. */
  readonly hasNetworkPolicy?: boolean | undefined;
  /** Zones of its nodes. */
  readonly locations?: readonly string[] | undefined;
  readonly maintenance?: MaintenanceState | undefined;
  readonly nodePools: readonly NodePoolState[];
}

export interface GkeOperation {
  readonly name: string;
  readonly type: string;
  readonly status: string;
  readonly target: string;
  readonly detail: string;
  /** ISO 8601; absent where GKE does not say. */
  readonly startedAt?: string | undefined;
  readonly error?: {readonly code: string; readonly message: string} | undefined;
}

export interface ClusterRef {
  readonly project: string;
  readonly location: string;
  readonly name: string;
}

export interface NodePoolRequest {
  readonly name: string;
  readonly machineType: string;
  readonly nodes: number;
  readonly autoscaling?: {readonly min: number; readonly max: number} | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly NodeTaint[];
  readonly accelerator?: {readonly type: string; readonly count: number} | undefined;
  readonly locations: readonly string[];
  readonly diskSizeGb: number;
  readonly diskType: string;
  readonly isSpot: boolean;
  /** That of the control plane where left out. */
  readonly version?: string | undefined;
  readonly resourceLabels?: Readonly<Record<string, string>> | undefined;
  /** Name of the one reservation that its machines take from; any that fits where left out. */
  readonly reservation?: string | undefined;
  /** Whether GKE installs the GPU driver; nothing does where this is false. */
  readonly hasDriver?: boolean | undefined;
  /** Machines that an upgrade adds for a while; without any, one is taken away at a time. 1 where left out. */
  readonly surge?: number | undefined;
  /** Whether GKE upgrades the nodes, which a release channel makes it do. */
  readonly isUpgraded?: boolean | undefined;
}

export interface ClusterRequest {
  readonly version: string;
  readonly channel: string;
  /** A name, or the path of a network that another project shares. */
  readonly network: string;
  readonly subnetwork?: string | undefined;
  readonly podCidr?: string | undefined;
  readonly serviceCidr?: string | undefined;
  /** Secondary ranges of the subnetwork, in place of ranges that GKE makes. */
  readonly podRange?: string | undefined;
  readonly serviceRange?: string | undefined;
  readonly private?:
    | {readonly nodes: boolean; readonly endpoint: boolean; readonly controlPlaneCidr: string}
    | undefined;
  readonly authorizedNetworks: ReadonlyArray<{readonly name: string; readonly cidr: string}>;
  readonly labels: Readonly<Record<string, string>>;
  readonly pool: NodePoolRequest;
}

/** GKE clusters. https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters */
export interface Clusters {
  fetchVersions(project: string, location: string): Promise<ServerVersions>;
  get(ref: ClusterRef): Promise<ClusterState | undefined>;
  /** Starts the creation and returns the operation's name at once. */
  create(ref: ClusterRef, request: ClusterRequest): Promise<string>;
  /** Starts the change of the networks that may reach the control plane; an empty list closes it to all others. */
  setAuthorizedNetworks(
    ref: ClusterRef,
    networks: ReadonlyArray<{readonly name: string; readonly cidr: string}>,
  ): Promise<string>;
  operations: ClusterOperations;
}

/** Node pools of a cluster. https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters.nodePools */
export interface NodePools {
  /** Starts the creation and returns the operation's name at once, as the others here do. */
  create(ref: ClusterRef, request: NodePoolRequest): Promise<string>;
  /** Nodes in each zone. */
  setSize(ref: ClusterRef, pool: string, nodes: number): Promise<string>;
  setAutoscaling(ref: ClusterRef, pool: string, bounds: {readonly min: number; readonly max: number}): Promise<string>;
  delete(ref: ClusterRef, pool: string): Promise<string>;
}

/** Operations of GKE, which are not `google.longrunning` ones. */
export interface ClusterOperations {
  get(project: string, location: string, name: string): Promise<GkeOperation>;
  /** Operations on the cluster that are not done yet. */
  listRunning(ref: ClusterRef): Promise<readonly GkeOperation[]>;
}
