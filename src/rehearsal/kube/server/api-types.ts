import type {RequestInfo} from '../http/request-info.js';
import type {KubeObject, Open} from '../object/kube-object.js';

/** Who asks, after authentication. */
export interface ApiUser {
  readonly username: string;
  readonly groups: readonly string[];
  readonly uid?: string;
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

/** A request as the pipeline sees it, from HTTP or from within the process. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly accept: string;
  readonly contentType: string;
  /** Raw bytes over HTTP, a plain value from within the process, undefined where there is no body. */
  readonly body: Buffer | Open;
  readonly userAgent: string;
  /** The ETag that a client holds already. */
  readonly ifNoneMatch?: string;
  readonly user: ApiUser;
}

/** A request with its path taken apart. */
export interface RoutedRequest extends ApiRequest {
  readonly info: RequestInfo;
}

/** An event as a watch sends it. */
export interface WatchMessage {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  readonly object: Open;
}

/** A stream of events that runs until it is stopped or ends by itself. */
export interface WatchStream {
  /** Starts the stream; events come in order, those already due synchronously. Returns how to stop it. */
  start(send: (message: WatchMessage) => void, end: () => void): () => void;
}

/** An answer before it is put into bytes. */
export type ApiResponse = {
  readonly status: number;
  readonly warnings?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
} & (
  | {readonly type: 'object'; readonly object: Open; readonly contentType?: string}
  | {readonly type: 'text'; readonly text: string; readonly contentType: string}
  | {readonly type: 'bytes'; readonly bytes: Buffer; readonly contentType: string}
  | {readonly type: 'watch'; readonly stream: WatchStream; readonly contentType?: string}
);

/** A list as handlers produce it; the encoder writes its items one by one. */
export interface ObjectList {
  readonly kind: string;
  readonly apiVersion: string;
  readonly metadata: {
    readonly resourceVersion?: string;
    readonly continue?: string;
    readonly remainingItemCount?: number;
  };
  readonly items: readonly KubeObject[];
}
