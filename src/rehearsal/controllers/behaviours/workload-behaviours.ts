/** What must be there before a workload works. */
export type Need =
  /** A ready pod of that role, unless the environment names a host outside of the cluster under names of a pattern. */
  | {readonly role: string; readonly orOutside?: string}
  /** A Keycloak realm of that name. */
  | {readonly realm: string}
  /** GPUs of its node, which a container sees only if it asked for them. */
  | {readonly gpus: true};

/** How containers of one kind behave. Durations are virtual milliseconds, drawn between the two bounds. */
export interface WorkloadBehaviour {
  readonly id: string;
  /** Patterns of image repositories, without registry digest or tag. A container matches any one. */
  readonly images?: readonly string[];
  /** Patterns of pod names, for workloads whose image says nothing. Where given, one must match too. */
  readonly names?: readonly string[];
  /** Patterns of its command, for what is known by what it runs. Where given, one must match too. */
  readonly commands?: readonly string[];
  /** Labels that the pod must carry too. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Applies only to containers that run to completion (true) or only to others (false). */
  readonly isTask?: boolean;
  /** What others may need, and what operators and the ingress look for. */
  readonly role?: string;
  /** From the start of the process until it can serve. */
  readonly startMs: readonly [number, number];
  /** How long a task works, once its needs are met. */
  readonly runsMs?: readonly [number, number];
  readonly needs?: readonly Need[];
  /** What the process does while its needs are not met: ends with code 1, or keeps trying. */
  readonly whenUnmet?: 'exit' | 'wait';
  /** What a task has brought about when it ends well. */
  readonly creates?: {readonly realm: string};
  /** Whether it lists the GPUs that it sees, as `nvidia-smi -L` does. */
  readonly listsGpus?: boolean;
  /** Lines of its log: on start, while its needs are not met, when it serves or ends. */
  readonly logs?: {
    readonly start?: readonly string[];
    readonly unmet?: readonly string[];
    readonly ready?: readonly string[];
  };
}

/** Which containers a fault befalls; every given member must match. Patterns are regular expressions. */
export interface FaultSelector {
  readonly namespace?: string;
  readonly pod?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly container?: string;
  readonly image?: string;
  readonly node?: string;
}

/** What goes wrong with a container. */
export type WorkloadFault =
  | {readonly kind: 'image-pull'; readonly message?: string}
  | {readonly kind: 'crash'; readonly exitCode: number; readonly afterMs: number; readonly log?: string}
  | {readonly kind: 'oom'; readonly afterMs: number}
  | {readonly kind: 'readiness'; readonly message: string}
  | {readonly kind: 'liveness'; readonly message: string}
  | {readonly kind: 'start-error'; readonly message: string}
  | {readonly kind: 'hang'};

/** A fault and whom it befalls. */
export interface BehaviourOverride {
  readonly id: string;
  readonly selector: FaultSelector;
  readonly fault: WorkloadFault;
}

/** What goes wrong with a cluster's own machinery. */
export type ClusterFault =
  /** Nodes whose name matches stop reporting. */
  | {readonly kind: 'node-lost'; readonly node: string}
  /** The certificate chain stops at a link; `message` is what the authority or the DNS would say. */
  | {readonly kind: 'certificate'; readonly link: CertificateLink; readonly message: string}
  /** cert-manager's injector, or istiod, leaves webhook configurations without their bundle. */
  | {readonly kind: 'bundle-missing'; readonly operator: 'cert-manager' | 'istio'}
  /** The injection webhook answers, and injects nothing. */
  | {readonly kind: 'sidecar-missing'; readonly namespace?: string};

/** The links of the certificate chain that can break. */
export type CertificateLink = 'account' | 'order' | 'present' | 'propagation' | 'finalize';

/** The table of behaviours, first match first, and the faults in force now. */
export interface WorkloadBehaviours {
  readonly table: readonly WorkloadBehaviour[];
  /** Read anew on every use, so that incidents come and go. */
  overrides(): readonly BehaviourOverride[];
  /** Faults of the cluster itself; none where it is left out. */
  clusterFaults?(): readonly ClusterFault[];
}
