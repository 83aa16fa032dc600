import type {ClusterView} from './cluster-view.js';
import type {PublicCa} from './create-public-ca.js';

/** An HTTP request as it reaches a workload. */
export interface WorldRequest {
  readonly method: string;
  readonly scheme: 'http' | 'https';
  readonly host: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** As UTF-8; absent where there is none. */
  readonly body?: string;
}

/** What comes back. */
export interface WorldResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The wires between the clusters' pods and the rest of the world. */
export interface PodNetwork {
  /** The authority whose certificates the world's clients trust. */
  readonly publicCa: PublicCa;
  /** Connects a cluster; the returned function takes it off again. */
  attach(view: ClusterView): () => void;
  /** The clusters connected now. */
  clusters(): readonly ClusterView[];
  /** Requests a URL's path by plain HTTP from an address of the world, as a certificate authority's validator does. */
  fetchHttp(address: string, request: WorldRequest): WorldResponse | {readonly refused: string};
}
