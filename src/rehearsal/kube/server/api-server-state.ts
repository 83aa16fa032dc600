import type {StoreSnapshot} from '../store/object-store.js';

/** All of an API server but its objects, as plain data. */
export interface ApiServerSettings {
  readonly gitVersion: string;
  /** State of the seeded random source. */
  readonly randomState: number;
  /** PEM texts; made on first need. */
  readonly keys?: ServerKeys;
  readonly port?: number;
}

/** An API server as plain data: its objects, its keys, its address. */
export interface ApiServerState extends ApiServerSettings {
  readonly store: StoreSnapshot;
}

/** The cluster's authority, the server's certificate, and the key that signs service account tokens. */
export interface ServerKeys {
  readonly caCertificate: string;
  readonly caKey: string;
  readonly certificate: string;
  readonly key: string;
  readonly tokenKey: string;
}
