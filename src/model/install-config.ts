import type {Severity} from './severity.js';
import type {Waiver} from './waiver.js';

/** A secret is named, never written: `env:NAME` or `file:PATH`. */
export type SecretReference = `env:${string}` | `file:${string}`;

export interface ProjectConfig {
  /** `create` makes the project and links its billing; `existing` only checks it. */
  readonly mode: 'create' | 'existing';
  readonly id: string;
  readonly billingAccount?: string | undefined;
  readonly organization?: string | undefined;
  readonly folder?: string | undefined;
}

export interface NamedNetwork {
  readonly name: string;
  readonly cidr: string;
}

export interface PrivateClusterConfig {
  readonly nodes: boolean;
  /** Whether the control plane answers on its private address only. */
  readonly endpoint: boolean;
  readonly controlPlaneCidr: string;
}

export interface Autoscaling {
  readonly min: number;
  readonly max: number;
}

export interface NodePoolConfig {
  readonly name: string;
  readonly machineType: string;
  readonly nodes: number;
  readonly autoscaling?: Autoscaling | undefined;
  readonly diskSizeGb: number;
  readonly labels: Readonly<Record<string, string>>;
}

export interface ClusterConfig {
  readonly mode: 'create' | 'existing';
  readonly name: string;
  /** A minor (`1.27`) or an exact GKE version (`1.27.3-gke.100`); the newest the release allows where absent. */
  readonly version?: string | undefined;
  readonly channel: 'none' | 'rapid' | 'regular' | 'stable' | 'extended';
  /** Host project of a shared VPC; the network is the project's own where absent. */
  readonly networkProject?: string | undefined;
  readonly network: string;
  readonly subnetwork?: string | undefined;
  readonly podCidr?: string | undefined;
  readonly serviceCidr?: string | undefined;
  /** Secondary range of the subnetwork that the pods take, in place of one that GKE makes. */
  readonly podRange?: string | undefined;
  readonly serviceRange?: string | undefined;
  readonly private?: PrivateClusterConfig | undefined;
  readonly authorizedNetworks: readonly NamedNetwork[];
  /** The pool that the cluster is created with; the platform's system workloads select it. */
  readonly systemPool: NodePoolConfig;
}

export interface GpuPoolConfig {
  readonly name: string;
  readonly accelerator: string;
  /** GPUs per node. */
  readonly count: number;
  readonly machineType: string;
  readonly zones: readonly string[];
  readonly nodes: number;
  readonly autoscaling: Autoscaling;
  readonly spot: boolean;
  /** The one reservation that its machines take from; any open one that fits where left out. */
  readonly reservation?: string | undefined;
  readonly diskSizeGb: number;
  readonly diskType?: DiskConfig['type'] | undefined;
  /** In place of the labels that the platform selects GPU nodes by. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** `key=value:effect`, in place of `purpose=gpu-TYPE:NoSchedule`. */
  readonly taints?: readonly string[] | undefined;
  /** Version of the nodes; the control plane's where left out. */
  readonly version?: string | undefined;
  /** Nodes that an upgrade may add for a while: 1 where left out. */
  readonly surge?: number | undefined;
  /** What is tried in turn where there is no capacity: see `src/model/select-rungs.ts`. */
  readonly fallback?: readonly string[] | undefined;
}

export interface DiskConfig {
  readonly name: string;
  readonly sizeGb: number;
  readonly type: 'pd-standard' | 'pd-balanced' | 'pd-ssd';
  /** Needed where the location is a region; a disk lives in one zone. */
  readonly zone?: string | undefined;
}

export interface DomainConfig {
  readonly fqdn: string;
  /** Name of the Cloud DNS managed zone that holds the fqdn. */
  readonly zone: string;
  readonly zoneProject?: string | undefined;
  /** Domain of that zone, with or without its final dot. */
  readonly zoneDnsName?: string | undefined;
  readonly exposure: 'external' | 'internal';
}

export type TlsConfig =
  | {readonly mode: 'lets-encrypt'; readonly email: string}
  | {readonly mode: 'own'; readonly certificate: SecretReference; readonly key: SecretReference};

export interface SsoConfig {
  readonly provider: 'none' | 'google' | 'okta' | 'azure';
  readonly clientId?: string | undefined;
  readonly clientSecret?: SecretReference | undefined;
  /** Where the provider issues tokens, with https. */
  readonly issuer?: string | undefined;
  readonly hostedDomain?: string | undefined;
}

export interface UpgradeConfig {
  /** When the platform may be changed, such as `SA,SU 02:00 4h`. */
  readonly window?: string | undefined;
  readonly backup?: {readonly command: readonly string[]; readonly maxAgeHours: number} | undefined;
}

/** What is asked of the images besides being there. */
export interface ImagesConfig {
  /** Absent where nobody asks who signed what. */
  readonly signatures?:
    | {
        /** Images that have to be signed, by globs over `HOST/PATH:TAG`. */
        readonly require: readonly string[];
        /** The public key in PEM that the signatures have to be by; anybody's count where absent. */
        readonly publicKey?: SecretReference | undefined;
      }
    | undefined;
  /** Absent where nobody asks what scanners found. */
  readonly vulnerabilities?:
    | {
        /** The gravest that is let through. */
        readonly maximum: Severity | 'NONE';
        /** Whether those count that no newer version is without. */
        readonly unfixable: boolean;
      }
    | undefined;
}

/** Everything an installation is decided by, parsed and defaulted. The schema is `src/config/schema/installation-schema.ts`. */
export interface InstallConfig {
  readonly apiVersion: 'shakinstall.dev/v1';
  readonly kind: 'Installation';
  readonly deployment: string;
  readonly project: ProjectConfig;
  readonly deployer: {readonly serviceAccount: string; readonly displayName: string};
  /** A zone (`northamerica-northeast1-c`) or a region (`northamerica-northeast1`). */
  readonly location: string;
  readonly cluster: ClusterConfig;
  readonly nodePools: readonly NodePoolConfig[];
  readonly gpuPools: readonly GpuPoolConfig[];
  readonly disks: {readonly conda: DiskConfig; readonly llm?: DiskConfig | undefined};
  readonly bucket: {readonly name: string; readonly location?: string | undefined};
  readonly namespaces: {readonly prefix: string; readonly adopt: boolean};
  readonly istio: 'own' | 'existing';
  readonly domain: DomainConfig;
  readonly tls: TlsConfig;
  readonly git: {
    readonly repository?: string | undefined;
    readonly branch: string;
    readonly deployKey: 'generate' | SecretReference;
  };
  readonly sso: SsoConfig;
  readonly support: {readonly offices: readonly NamedNetwork[]};
  readonly release: {
    readonly path: string;
    /** `HOST/PATH` that all images are pulled from, in place of their own registries. */
    readonly imageRegistry?: string | undefined;
    readonly values?: Readonly<Record<string, unknown>> | undefined;
  };
  readonly images?: ImagesConfig | undefined;
  readonly upgrade: UpgradeConfig;
  /** Findings of preflight and doctor that somebody answers for. */
  readonly waivers: readonly Waiver[];
}
