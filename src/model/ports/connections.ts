/** A certificate as a server shows it. Times are milliseconds since the Unix epoch. */
export interface ServedCertificate {
  /** Common name, or the first name it holds for. */
  readonly subject: string;
  readonly issuer: string;
  /** DNS names it holds for, wildcards included. */
  readonly names: readonly string[];
  readonly validFrom: number;
  readonly validTo: number;
  /** SHA-256, in hexadecimal with colons. */
  readonly fingerprint: string;
  readonly isSelfSigned: boolean;
}

export type ClosedPort = {
  readonly state: 'refused' | 'timed-out' | 'unreachable' | 'broken-off';
  readonly message: string;
};

/** What a TLS server shows to whoever asks for a name. */
export type Handshake =
  | {
      readonly state: 'shaken';
      /** Newest that both sides speak, such as `TLSv1.3`. */
      readonly protocol: string;
      /** The server's own certificate first. */
      readonly chain: readonly ServedCertificate[];
      /** Why the chain is not trusted, as OpenSSL names it; absent where it is. */
      readonly distrust?: string | undefined;
    }
  | ClosedPort;

/** Connections to addresses, as a user's machine makes them. None sends a request. */
export interface Connections {
  /** Whether a TCP port is open. */
  tryPort(address: string, port: number): Promise<{readonly state: 'open'} | ClosedPort>;
  /** Shakes hands for `name` and hangs up; whatever is shown is taken note of, trusted or not, old protocols included. */
  inspectTls(
    address: string,
    port: number,
    name: string,
    options?: {
      /** PEM certificates that are trusted besides the machine's authorities. */
      readonly trusted?: string | undefined;
    },
  ): Promise<Handshake>;
}
