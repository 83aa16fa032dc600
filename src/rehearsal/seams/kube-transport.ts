/** One request to an API server; `path` starts with a slash and carries its query. */
export interface KubeRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  /** Defaults to `application/json`; patches name their own type. */
  readonly contentType?: string;
}

/** An answer, its JSON parsed; a refusal is a `Status` object with its HTTP status. */
export interface KubeResponse {
  readonly status: number;
  // The API server's objects are open records; each controller narrows what it reads.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly body: any;
}

/** One event of a watch stream. */
export interface KubeWatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  // biome-ignore lint/suspicious/noExplicitAny: an open record, as above
  readonly object: any;
}

/**
 * How a controller talks to an API server: in the same process in a rehearsal, over HTTPS against any
 * other. Controllers know nothing else of the server they serve.
 */
export interface KubeTransport {
  request(request: KubeRequest): Promise<KubeResponse>;
  /** Opens a watch; resolves when the stream ends, by the server or by `signal`. */
  watch(path: string, onEvent: (event: KubeWatchEvent) => void, signal: AbortSignal): Promise<void>;
}
