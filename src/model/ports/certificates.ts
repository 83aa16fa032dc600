/** One certificate of a chain, as far as it can be judged without asking anybody. */
export interface CertificateState {
  readonly subject: string;
  readonly issuer: string;
  /** DNS names that it is for; wildcards as they stand there. */
  readonly names: readonly string[];
  /** Milliseconds since the epoch. */
  readonly validFromMs: number;
  readonly validToMs: number;
  readonly isAuthority: boolean;
  /** Whether the certificate after it in the file signed it; undefined for the last one. */
  readonly isSignedByNext: boolean | undefined;
}

export interface ChainState {
  /** In the order of the file. */
  readonly certificates: readonly CertificateState[];
  /** What the last one leads to: a public authority, itself, or an authority that this machine does not know. */
  readonly end: 'public' | 'itself' | 'unknown';
  /** Whether the key is the first certificate's; undefined where no key can be read. */
  readonly isKeyOfFirst: boolean | undefined;
}

/** Reads certificates; asks nobody, and keeps no key. */
export interface Certificates {
  /** Undefined where the text holds no certificate that can be read. */
  readChain(certificates: string, key: string | undefined): ChainState | undefined;
}
