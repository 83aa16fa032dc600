/** Time as the run sees it; a rehearsal's runs faster. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /**
   * How many times its stated length a wait may take before it is given up: 1, and more where this clock
   * runs so much faster than a machine that the machine's own work would use the wait up.
   */
  readonly patience: number;
  /** How long so many of its milliseconds are on the machine's own clock. */
  toReal(ms: number): number;
  /** Waits `ms` of this clock's time; rejects when `signal` aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export interface FileState {
  readonly mode: number;
  readonly sizeBytes: number;
}

/** Files of the installation. Every write is atomic and on disk before it returns. */
export interface Files {
  read(path: string): Promise<string | undefined>;
  stat(path: string): Promise<FileState | undefined>;
  /** Writes through a temporary file, fsync and rename; parent directories are made with mode 0700. */
  write(path: string, content: string, options: {readonly mode: number}): Promise<void>;
  /** Paths of all files below a directory, relative to it, sorted; empty where there is none. */
  list(path: string): Promise<readonly string[]>;
  /** A digest over names and contents of a file or a tree; undefined where there is none. */
  digest(path: string): Promise<string | undefined>;
  /** Copies a directory tree, replacing what is there; `without` are paths below `from` that are left out. */
  copyTree(from: string, to: string, without?: readonly string[]): Promise<void>;
}

/** New secrets. */
export interface Keygen {
  generateRsa(comment: string): Promise<{readonly privateKey: string; readonly publicKey: string}>;
  generateEd25519(comment: string): Promise<{readonly privateKey: string; readonly publicKey: string}>;
  /** Public half of a private key in PEM or OpenSSH form; fails where the key is encrypted or unreadable. */
  derivePublicKey(
    privateKey: string,
  ): Promise<{readonly publicKey: string} | {readonly problem: 'encrypted' | 'unreadable'}>;
  randomHex(bytes: number): string;
}

/** Secrets by reference. */
export interface Secrets {
  /** The value, or undefined where the variable is unset or the file is absent. */
  resolve(reference: `env:${string}` | `file:${string}`): Promise<string | undefined>;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Names in the served certificate, its issuer and its end. */
  readonly certificate?:
    | {readonly names: readonly string[]; readonly issuer: string; readonly validTo: string}
    | undefined;
}

export type ProbeResult =
  | {readonly state: 'answered'; readonly answer: HttpAnswer}
  | {readonly state: 'unresolved' | 'unreachable' | 'untrusted' | 'timed-out'; readonly message: string};

/** The outside view of the platform: names and web addresses as a user's machine sees them. */
export interface Web {
  /** Addresses of a name; empty where there are none. Rejects with a CloudFailure where no DNS server says so. */
  resolveAddresses(name: string): Promise<readonly string[]>;
  /** GET without following redirects, to `address` in place of what the name resolves to where given. */
  probe(
    url: string,
    options?: {
      readonly address?: string;
      /** PEM certificates that are trusted besides the machine's authorities. */
      readonly trusted?: string | undefined;
    },
  ): Promise<ProbeResult>;
}

/** Credentials that brought a token. */
export interface PresentIdentity {
  readonly state: 'present';
  /** `unknown` where the token does not say. */
  readonly email: string;
  readonly expiresAt?: number | undefined;
  /** Whether a new token is fetched when this one ends; a token that somebody hands over ends for good. */
  readonly isRenewed: boolean;
  /** Where the credentials come from. */
  readonly source: 'token-file' | 'user' | 'service-account' | 'impersonation' | 'federation' | 'machine';
  /** Project that calls are counted against, where one is named. */
  readonly quotaProject?: string | undefined;
  /** Accounts that are stood for on the way, the last being the one that acts. */
  readonly chain: readonly string[];
  /** What Google's clock said, and within how many milliseconds that was learnt. */
  readonly answeredAt?:
    | {readonly serverMs: number; readonly localMs: number; readonly uncertaintyMs: number}
    | undefined;
}

/** Who calls are made as. */
export interface Identity {
  /** E-mail and kind of the credentials in use, or why there are none. */
  describe(): Promise<PresentIdentity | {readonly state: 'absent' | 'expired'; readonly message: string}>;
  /** Exchanges a service-account key file for a token, to see that it works. */
  tryKey(path: string): Promise<{readonly email: string}>;
}
