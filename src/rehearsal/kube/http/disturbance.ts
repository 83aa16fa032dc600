/** A request from outside as a fault on the way to the API server sees it. */
export interface DisturbedRequest {
  readonly method: string;
  readonly path: string;
  readonly userAgent: string;
}

/** What befalls one request on its way: later, instead, or after it was carried out. */
export interface Disturbance {
  /** The request goes on when this resolves. */
  readonly delay?: Promise<void>;
  /** Answered with this status and message in place of the API server's. */
  readonly refusal?: {readonly status: number; readonly message: string};
  /** The connection breaks before the request is carried out, or after. */
  readonly breaks?: 'before' | 'after';
}
