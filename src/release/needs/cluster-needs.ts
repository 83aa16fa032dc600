/** Levels of the Pod Security Standards, the strictest first. https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export const podSecurityLevels = ['restricted', 'baseline', 'privileged'] as const;
export type PodSecurityLevel = (typeof podSecurityLevels)[number];

/** A definition of custom resources as a release brings it. */
export interface DefinitionNeed {
  readonly name: string;
  /** Versions that it serves, and the one in which objects are stored. */
  readonly served: readonly string[];
  readonly stored: string;
  /** Canonical schemas by version, shortened to a number that tells two apart. */
  readonly schemas: Readonly<Record<string, string>>;
}

/** A workload of a release as the cluster has to bear it. */
export interface WorkloadNeed {
  /** Such as `Deployment`. */
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Pods that it wants at once; 0 for those that come and go. */
  readonly pods: number;
  /** Requests of one pod: CPUs, and bytes of memory. */
  readonly cpus: number;
  readonly memoryBytes: number;
  /** The strictest level under which its pods are admitted. */
  readonly level: PodSecurityLevel;
  /** Why no stricter one: such as `hostPath volume logs`. */
  readonly reasons: readonly string[];
}

/** What the objects of a release ask of a cluster, besides their kinds. */
export interface ClusterNeeds {
  readonly definitions: readonly DefinitionNeed[];
  readonly workloads: readonly WorkloadNeed[];
}
