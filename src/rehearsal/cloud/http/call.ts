import type {CloudIdentity} from '../../seams/cloud-side.js';
import type {CloudContext} from '../cloud-context.js';
import type {Json} from '../json.js';

export type Verb = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A request as it arrives from the wire; `url` is the path with its query, or an absolute address. */
export interface CloudRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

export interface CloudResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  /** The connection breaks instead of an answer; the server closes the socket. */
  readonly isReset?: true;
  /** The answer is sent at once, and ended when this resolves. */
  readonly linger?: Promise<void>;
}

/** What a handler answers; a record becomes JSON, a buffer goes out as it is. */
export interface Reply {
  readonly status: number;
  readonly body?: Json | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request after routing: who asks, for what, with which JSON. */
export interface Call {
  readonly context: CloudContext;
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Json;
  readonly raw: Buffer;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly caller: CloudIdentity;
}

export type Handler = (call: Call) => Reply | Promise<Reply>;

/** One method of one service: where it is served, what it asks of the caller, who answers. */
export interface Route {
  /** Such as `container.googleapis.com`. */
  readonly service: string;
  /** Google's own method id, such as `container.projects.locations.clusters.create`. */
  readonly id: string;
  readonly verb: Verb;
  /** Path template: `{name}` is one segment, `<v1|v1beta1>` one of several. */
  readonly path: string;
  /** Permissions asked on `resource`; none where Google asks none or the handler asks for itself. */
  readonly permissions: readonly string[];
  /** The resource whose policy decides; the project of the path where left out. */
  readonly resource?: (params: Readonly<Record<string, string>>) => string;
  /** Tells methods apart that share a path between services. */
  readonly accepts?: (params: Readonly<Record<string, string>>) => boolean;
  readonly handler: Handler;
}

/** An answer of status 200. */
export function reply(body: Json): Reply {
  return {status: 200, body};
}
