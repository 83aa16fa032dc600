import type {ReleaseLogin} from './release-login.js';
import type {ReleaseUpgrade} from './release-upgrade.js';

/** What a value of the configuration means to a release, whatever place its chart keeps it in. */
export type ReleaseSetting =
  | 'deploymentName'
  | 'domain'
  | 'namespacePrefix'
  | 'loadBalancerIp'
  | 'loadBalancerIsInternal'
  | 'cloudProvider'
  | 'projectId'
  | 'zone'
  | 'bucketName'
  | 'bucketType'
  | 'gitPublicKey'
  | 'gitPrivateKey'
  | 'gitRepository'
  | 'gitBranch'
  | 'sshPortalPublicKey'
  | 'sshPortalPrivateKey'
  | 'oauthClientSecret'
  | 'storageClass'
  | 'condaDisk'
  | 'acmeEmail'
  | 'acmeServer'
  | 'dnsProject'
  | 'dnsServiceAccountKey'
  | 'dnsServiceAccount'
  | 'clientServiceAccountKey'
  | 'createsIssuer'
  | 'createsIstio'
  | 'imageRegistry';

/** One token of the values template, such as `TOREPLACEDEPLOYMENTNAME`. */
export interface ValuesToken {
  readonly token: string;
  /** What replaces it; absent where nobody does, as for the tokens of other clouds. */
  readonly setting?: ReleaseSetting;
  /** One line for people: what the token stands for. */
  readonly meaning: string;
}

/** A literal text of the values template that is replaced everywhere, as the runbook's last three seds do. */
export interface ValuesReplacement {
  readonly from: string;
  readonly to: string;
}

/** Where a setting lives in the values, as keys joined by dots: `istio.ingressGateway.loadBalancerIP`. */
export interface ValuesOverride {
  readonly setting: ReleaseSetting;
  readonly path: string;
}

/** The file that becomes the values of a deployment, and what happens to it on the way. */
export interface ValuesTemplate {
  /** Relative to the release's root. */
  readonly path: string;
  readonly tokens: readonly ValuesToken[];
  /** Applied in order, after the tokens. */
  readonly replacements: readonly ValuesReplacement[];
  /** Structural changes, after all replacements of text. */
  readonly overrides: readonly ValuesOverride[];
}

/** Versions of Kubernetes that a release supports: `minimum` is included, `below` is not. */
export interface KubernetesWindow {
  /** As the release writes it, such as `>=1.25 <1.28`. */
  readonly range: string;
  /** `major.minor`. */
  readonly minimum: string;
  /** `major.minor`; absent where the release names no upper end. */
  readonly below?: string;
}

/** The chart that helm installs. */
interface ReleaseChart {
  /** Directory relative to the release's root; `.` for a bare chart. */
  readonly path: string;
  readonly name: string;
  readonly version: string;
  readonly releaseName: string;
  /** Namespace that helm installs into, without the configured prefix. */
  readonly namespace: string;
}

/** What has to hold after a directory of manifests was applied. */
export type ManifestWait = 'established' | 'available' | 'none';

/** A directory of manifests that is applied beside the chart, in the order of the release. */
export interface ManifestDirectory {
  /** Relative to the release's root. */
  readonly path: string;
  readonly waitsFor: ManifestWait;
  readonly phase: 'before-chart' | 'after-chart';
  /** Texts that are replaced before the manifests are parsed, such as `<DOMAIN_NAME>`. */
  readonly placeholders: readonly ManifestPlaceholder[];
}

interface ManifestPlaceholder {
  readonly placeholder: string;
  readonly setting: ReleaseSetting;
}

/** Kinds of objects, as `Service` or `apps/Deployment`, sorted: what decides which permissions a run needs inside the cluster. */
export interface ReleaseKinds {
  /** Of the chart. */
  readonly chart: readonly string[];
  /** Of the directories of manifests beside it. */
  readonly manifests: readonly string[];
}

/** A namespace that the release uses. */
export interface ReleaseNamespace {
  /** Without the configured prefix. */
  readonly name: string;
  /** Whether the configured prefix goes before it. */
  readonly isPrefixed: boolean;
  /** Who makes it: the chart, one of the manifest directories, or nobody but the installer. */
  readonly createdBy: 'chart' | 'manifests' | 'installer';
}

/** A workload without which the platform is not up. */
export interface CriticalWorkload {
  readonly kind: 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'Job';
  readonly namespace: string;
  readonly isPrefixed: boolean;
  /** Name of the object without the suffix that the chart generates. */
  readonly namePrefix: string;
  /** Labels that its pods carry; empty where only the name tells. */
  readonly labels: Readonly<Record<string, string>>;
}

/** A critical workload that the chart makes with no replicas, and that somebody has to start once all else is there. */
export interface IdleWorkload {
  readonly kind: 'Deployment' | 'StatefulSet';
  readonly namespace: string;
  readonly isPrefixed: boolean;
  readonly name: string;
}

/** A requirement on node labels that some pods of the release have. */
export interface NodeSelectorNeed {
  readonly key: string;
  /** Any one of these satisfies it. */
  readonly values: readonly string[];
  /** Workloads that ask for it, as `Kind namespace/name`. */
  readonly workloads: readonly string[];
  /** Where the values say it, as keys joined by dots, so that a deployment with other pools can say another. */
  readonly path?: string;
}

/** An admission webhook of the release: the port that the control plane has to reach is the pods' own. */
export interface ReleaseWebhook {
  readonly name: string;
  readonly namespace: string;
  readonly isPrefixed: boolean;
  readonly service: string;
  readonly servicePort: number;
  readonly targetPort: number;
}

/** Names of the certificates that the release asks cert-manager for. */
export interface ReleaseCertificate {
  readonly namespace: string;
  readonly isPrefixed: boolean;
  readonly name: string;
  readonly secretName: string;
}

/** The Secret in which the release's issuer looks for the key that may change the DNS zone. */
export interface SolverSecret {
  readonly namespace: string;
  readonly isPrefixed: boolean;
  readonly name: string;
  readonly key: string;
}

/** A Secret with a generated key pair that workloads refer to and that neither the chart nor a manifest makes. */
export interface KeySecret {
  /** Which of the release's keys it holds. */
  readonly purpose: ReleaseKey['purpose'];
  readonly namespace: string;
  readonly isPrefixed: boolean;
  readonly name: string;
  /** Entry of the private key, such as `id_rsa`; the public one has `.pub` behind it. */
  readonly key: string;
}

/** The Service whose address the DNS records point at. */
export interface ReleaseIngress {
  readonly namespace: string;
  readonly isPrefixed: boolean;
  readonly service: string;
  readonly ports: readonly number[];
}

/** A key pair that the installation generates. */
interface ReleaseKey {
  readonly purpose: 'git' | 'sshportal';
  readonly type: 'rsa' | 'ed25519';
  /** Private key relative to the chart's directory; the public one stands beside it with `.pub`. */
  readonly path: string;
}

/** A disk that the release mounts by name. */
interface ReleaseDisk {
  readonly purpose: 'conda';
  readonly sizeGb: number;
}

/**
 * One version of the platform as data. Names of namespaces are without the configured prefix; every
 * path is relative to the release's root and has forward slashes.
 */
export interface Release {
  readonly name: string;
  readonly version: string;
  readonly kubernetes: KubernetesWindow;
  readonly chart: ReleaseChart;
  /** In the order they are applied. */
  readonly manifests: readonly ManifestDirectory[];
  readonly valuesTemplate: ValuesTemplate;
  readonly namespaces: readonly ReleaseNamespace[];
  readonly kinds: ReleaseKinds;
  /** By tag or digest, sorted, each once. */
  readonly images: readonly string[];
  readonly criticalWorkloads: readonly CriticalWorkload[];
  readonly idleWorkloads: readonly IdleWorkload[];
  readonly nodeSelectors: readonly NodeSelectorNeed[];
  readonly storageClasses: readonly string[];
  readonly webhooks: readonly ReleaseWebhook[];
  readonly certificates: readonly ReleaseCertificate[];
  /** Present where the issuer refers to a Secret that neither the chart nor a manifest makes. */
  readonly solverSecret?: SolverSecret;
  /** Made by the installer before the chart; empty where the chart makes its own. */
  readonly keySecrets: readonly KeySecret[];
  readonly ingress: ReleaseIngress;
  readonly login: ReleaseLogin;
  readonly keys: readonly ReleaseKey[];
  readonly disks: readonly ReleaseDisk[];
  readonly upgrade: ReleaseUpgrade;
}

/** Values for the settings of a release; what a deployment does not set is absent. */
export type ReleaseSettings = Readonly<Partial<Record<ReleaseSetting, string | number | boolean>>>;
