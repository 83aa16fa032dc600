/** A node as the cloud made it; the Kubernetes side turns each into a Node object and a kubelet. */
export interface NodeSpec {
  /** Instance name, such as `gke-prod-hyperplane-pool-1a2b3c4d-x9z1`. */
  readonly name: string;
  readonly pool: string;
  readonly zone: string;
  readonly machineType: string;
  /** Labels of the pool's configuration and those GKE adds (`cloud.google.com/gke-nodepool`, `topology.kubernetes.io/zone`, …). */
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: ReadonlyArray<{
    readonly key: string;
    readonly value: string;
    readonly effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  }>;
  /** Whole machine, before GKE's reservations. */
  readonly cpus: number;
  readonly memoryMib: number;
  /** Without a driver of GKE’s the device plugin counts none until a DaemonSet has installed one. */
  readonly gpu?: {readonly type: string; readonly count: number; readonly hasDriver?: boolean};
  readonly bootDiskGb: number;
  /** GKE version, such as `1.27.3-gke.100`. */
  readonly version: string;
  readonly internalIp: string;
  readonly externalIp?: string;
  readonly podCidr: string;
  /** `gce://PROJECT/ZONE/INSTANCE`. */
  readonly providerId: string;
  readonly isSpot: boolean;
}

/** What a Kubernetes control plane needs to know of the GKE cluster it belongs to. */
export interface ControlPlaneSpec {
  /** The cluster's `id` field; stable over its life and never reused. */
  readonly uid: string;
  readonly project: string;
  readonly location: string;
  readonly name: string;
  /** GKE version, such as `1.27.3-gke.100`. */
  readonly version: string;
  readonly podCidr: string;
  readonly serviceCidr: string;
}

/** Where a control plane answers. */
export interface ControlPlaneAddress {
  /** What GKE reports as `endpoint`: host and, in a rehearsal, a port; clients put `https://` before it. */
  readonly endpoint: string;
  /** Base64 of the PEM certificate of the cluster's own authority (`masterAuth.clusterCaCertificate`). */
  readonly caCertificate: string;
}

/** The Kubernetes side of the world, as the cloud side uses it. */
export interface ControlPlanes {
  create(spec: ControlPlaneSpec): Promise<ControlPlaneAddress>;
  delete(uid: string): Promise<void>;
  setVersion(uid: string, version: string): Promise<void>;
  /** Declares all nodes of a cluster; those missing from the list are gone. */
  setNodes(uid: string, nodes: readonly NodeSpec[]): Promise<void>;
  /** Keeps new pods from a node and evicts its own, as far as disruption budgets let them go; answers whether it is empty. */
  drainNode?(uid: string, node: string): Promise<boolean>;
}
