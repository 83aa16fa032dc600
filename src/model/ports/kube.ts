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
  /** `host`, `host:port` or a whole `https://` address with a path. */
  readonly endpoint: string;
  /** Base64 of a PEM certificate; empty where the machine's own authorities vouch for the server. */
  readonly caCertificate: string;
  /** Name in the server's certificate, where it is another than the endpoint's host. */
  readonly serverName?: string | undefined;
  /** Whether the server's certificate is not looked at, as some kubeconfigs ask. */
  readonly isUnverified?: boolean | undefined;
}

/** Which objects are meant. */
export interface KubeSelection {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string | undefined;
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
  /**
   * Whether names, labels and annotations are enough. Objects then come without what they hold, so that of a Secret
   * nothing secret travels. https://kubernetes.io/docs/reference/using-api/api-concepts/#metadata-only-fetches
   */
  readonly isMetadataOnly?: boolean | undefined;
}

/** The last lines that a container wrote. */
export interface LogSelection {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  /** Whether those of its life before this one are meant. */
  readonly isPrevious: boolean;
  readonly tailLines: number;
}

/** A Kubernetes API server, by server-side apply. https://kubernetes.io/docs/reference/using-api/server-side-apply/ */
export interface Kube {
  /** Version as `/version` states it, such as `v1.27.3-gke.100`. */
  fetchVersion(target: KubeTarget): Promise<string>;
  get(target: KubeTarget, ref: KubeRef): Promise<KubeObject | undefined>;
  list(target: KubeTarget, selection: KubeSelection): Promise<readonly KubeObject[]>;
  /** Shows every object to `visit`, page by page: what is not kept is not held. Undefined kinds are `not-found`. */
  scan(target: KubeTarget, selection: KubeSelection, visit: (object: KubeObject) => void): Promise<void>;
  /** Text as the container wrote it; a container that never ran is `invalid`, a pod that is gone `not-found`. */
  fetchLog(target: KubeTarget, selection: LogSelection): Promise<string>;
  /** Applies as field manager `shakinstall`; with `isDryRun` nothing is stored. */
  apply(
    target: KubeTarget,
    object: KubeObject,
    options: {readonly isDryRun: boolean; readonly force: boolean},
  ): Promise<KubeObject>;
}

/** What goes from a cluster. */
export interface KubeRemovals {
  /** Deletes an object and what it owns; one that is gone already is no failure. */
  remove(target: KubeTarget, ref: KubeRef): Promise<void>;
  /**
   * Asks a pod to leave its node; false where a disruption budget does not allow it now.
   * https://kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/
   */
  evict(target: KubeTarget, pod: {readonly namespace: string; readonly name: string}): Promise<boolean>;
}
