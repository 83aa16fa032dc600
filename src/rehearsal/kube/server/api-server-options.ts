import type {VirtualClock} from '../../clock/virtual-clock.js';
import type {KubeTransport} from '../../seams/kube-transport.js';
import type {Disturbance, DisturbedRequest} from '../http/disturbance.js';
import type {Open} from '../object/kube-object.js';
import type {StoredChange, StoredEntry} from '../store/object-store.js';
import type {ApiServerSettings, ApiServerState} from './api-server-state.js';
import type {ApiRequest, ApiResponse, ApiUser} from './api-types.js';

/** Where an admission webhook listens: a Service in the cluster, or a URL outside of it. */
export interface WebhookTarget {
  readonly service?: {readonly namespace: string; readonly name: string; readonly port: number; readonly path: string};
  readonly url?: string;
  /** Base64 of the PEM bundle that the webhook's certificate must chain to. */
  readonly caBundle: string;
  readonly timeoutSeconds: number;
}

/** A pod's log as a client asks for it. */
export interface LogRequest {
  readonly namespace: string;
  readonly pod: Open;
  readonly container: string;
  readonly isPrevious: boolean;
  readonly tailLines?: number;
  readonly sinceSeconds?: number;
  readonly hasTimestamps: boolean;
}

/** How a server is made. Everything that reaches beyond it is a function given here. */
export interface ApiServerOptions {
  readonly clock: VirtualClock;
  readonly seed: number;
  /** Version for `/version`: `v1.27.3-gke.100`; its minor decides what is served. */
  readonly gitVersion: string;
  /** Range that Services take their addresses from. */
  readonly serviceCidr?: string;
  /** Who a bearer token belongs to; undefined for unknown or expired ones. Tokens of service accounts are the server's own matter. */
  authenticate?(token: string): ApiUser | undefined;
  /** GKE's authoriser beside RBAC; permissions read `container.<resource>.<verb>`. */
  isGrantedByCloud?(username: string, permission: string): boolean;
  /** Calls an admission webhook; throws where the network does not reach it, with the message Go's client would give. */
  callWebhook?(target: WebhookTarget, review: Open): Promise<Open>;
  /** The log of a container; undefined where no kubelet answers. */
  readLog?(request: LogRequest): string | undefined;
  /** Whether the network lets clients from outside come here; it does where this is left out. */
  isReachable?(): boolean;
  /** What goes wrong with requests from outside on their way here. */
  disturb?(request: DisturbedRequest): Disturbance | undefined;
  /** State of an earlier life of the same cluster. */
  readonly state?: ApiServerState;
  /** Called after each change of the stored objects with the one that changed; without an entry where it is gone. */
  onChange?(change: StoredChange): void;
}

/** A running API server. */
export interface ApiServer {
  /** Starts to listen on loopback, with TLS by the cluster's own authority; the address survives a restore. */
  listen(): Promise<{readonly endpoint: string; readonly caCertificate: string}>;
  /** Base64 of the PEM certificate of the cluster's authority. */
  readAuthority(): string;
  /** One request through the whole pipeline, without HTTP. */
  handle(request: ApiRequest): Promise<ApiResponse>;
  /** The same pipeline as a client in this process sees it, as a user of the given name and groups. */
  localTransport(username: string, groups?: readonly string[]): KubeTransport;
  /** Everything needed to go on later, as plain data. */
  snapshot(): ApiServerState;
  /** The same but for the objects, and the revision that these stand at. */
  settings(): ApiServerSettings & {readonly revision: number};
  /** The objects, in no order. */
  entries(): readonly StoredEntry[];
  /** Takes another version, as an upgraded control plane does. */
  setVersion(gitVersion: string): void;
  close(): Promise<void>;
}
