/** A Kubernetes object as it travels. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string | undefined;
    readonly labels?: Readonly<Record<string, string>> | undefined;
    readonly annotations?: Readonly<Record<string, string>> | undefined;
    readonly generation?: number | undefined;
    readonly creationTimestamp?: string | undefined;
    readonly deletionTimestamp?: string | undefined;
    readonly [key: string]: unknown;
  };
  readonly [key: string]: unknown;
}

export interface KubeRef {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string | undefined;
}

/** How to reach one cluster. */
export interface KubeTarget {
  readonly endpoint: string;
  /** Base64 of a PEM certificate. */
  readonly caCertificate: string;
}

/** A Kubernetes API server, by server-side apply. https://kubernetes.io/docs/reference/using-api/server-side-apply/ */
export interface Kube {
  /** Version as `/version` states it, such as `v1.27.3-gke.100`. */
  fetchVersion(target: KubeTarget): Promise<string>;
  get(target: KubeTarget, ref: KubeRef): Promise<KubeObject | undefined>;
  list(
    target: KubeTarget,
    kind: {
      readonly apiVersion: string;
      readonly kind: string;
      readonly namespace?: string | undefined;
      readonly labelSelector?: string | undefined;
    },
  ): Promise<readonly KubeObject[]>;
  /** Applies as field manager `shakinstall`; with `isDryRun` nothing is stored. */
  apply(
    target: KubeTarget,
    object: KubeObject,
    options: {readonly isDryRun: boolean; readonly force: boolean},
  ): Promise<KubeObject>;
}
