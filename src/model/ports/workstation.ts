/** A proxy that a variable of the environment names. */
export interface ProxySetting {
  /** Such as `HTTPS_PROXY`. */
  readonly variable: string;
  /** Without user and password. */
  readonly url: string;
  readonly isReachable: boolean;
  readonly message: string;
}

/** The machine that this program runs on. */
export interface Workstation {
  /** The directory of the deployment: whether it can be written to, and how much room is left. */
  describeDirectory(): Promise<{readonly path: string; readonly isWritable: boolean; readonly freeBytes: number}>;
  /** Proxies that the environment names, each tried once. */
  listProxies(): Promise<readonly ProxySetting[]>;
  /** Who holds the deployment's lock; null where nobody living does. */
  findLockHolder(): Promise<{
    readonly command: string;
    readonly pid: number;
    readonly host: string;
    readonly since: string;
  } | null>;
}
