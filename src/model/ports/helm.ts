export interface HelmBinary {
  readonly path: string;
  readonly version: string;
  readonly origin: 'PATH' | 'bundled';
}

export interface HelmRelease {
  readonly name: string;
  readonly revision: number;
  /** `deployed`, `failed`, `pending-install`, `pending-upgrade`, `pending-rollback`, `superseded`, `uninstalling`. */
  readonly status: string;
  readonly chart: string;
  readonly updatedAt: string;
  readonly description: string;
}

/** The helm command line. https://helm.sh/docs/helm/ */
export interface Helm {
  /** The binary that is used; undefined where neither PATH nor the bundle has one that is new enough. */
  find(): Promise<HelmBinary | undefined>;
  /** Revisions of a release, oldest first; empty where it was never installed. */
  history(request: {
    readonly kubeconfig: string;
    readonly release: string;
    readonly namespace: string;
  }): Promise<readonly HelmRelease[]>;
  /** `helm upgrade --install`, waiting for hooks. */
  upgrade(request: {
    readonly kubeconfig: string;
    readonly release: string;
    readonly namespace: string;
    readonly chartDirectory: string;
    /** Later files win. */
    readonly valuesFiles: readonly string[];
    readonly description: string;
    readonly timeoutMs: number;
    readonly signal: AbortSignal;
  }): Promise<void>;
  rollback(request: {
    readonly kubeconfig: string;
    readonly release: string;
    readonly namespace: string;
    readonly revision: number;
  }): Promise<void>;
  uninstall(request: {
    readonly kubeconfig: string;
    readonly release: string;
    readonly namespace: string;
  }): Promise<void>;
  /** Rendered manifests as text; fails with helm's own message. */
  template(request: {
    readonly release: string;
    readonly namespace: string;
    readonly chartDirectory: string;
    /** Later files win. */
    readonly valuesFiles: readonly string[];
    readonly kubernetesVersion: string;
    /** Whether it is rendered as an upgrade of what stands. */
    readonly isUpgrade?: boolean;
  }): Promise<string>;
}
