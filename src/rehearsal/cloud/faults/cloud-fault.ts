/** Which requests a fault hits: a regular expression over method ids, how often, and by which chance. */
interface Aim {
  readonly id: string;
  /** Such as `container\..*\.create` or `.*`. */
  readonly methods: string;
  /** Ends by itself after so many hits. */
  readonly times?: number;
  /** Chance of each matching request, 1 where left out. */
  readonly share?: number;
}

/** A request is answered with an error before anything happens. */
interface RefusingFault extends Aim {
  readonly kind: 'refuse';
  readonly status: number;
  readonly message: string;
  /** Canonical name and reason where they are not the usual ones of the status. */
  readonly statusName?: string;
  readonly reason?: string;
  /** What a registry tells its clients to wait. */
  readonly retryAfterSeconds?: number;
}

/** The connection breaks: before anything happened, or after it did and the answer is lost. */
interface ResettingFault extends Aim {
  readonly kind: 'reset' | 'lose-response';
}

/** Answers take longer, in virtual milliseconds. */
interface DelayingFault extends Aim {
  readonly kind: 'delay';
  readonly delayMs: number;
}

/** Answers come whole and in time, but the connection stays open for so many virtual milliseconds more. */
interface LingeringFault extends Aim {
  readonly kind: 'slow-close';
  readonly lingerMs: number;
}

/** A zone has only so many more machines of some types. */
interface StockoutFault {
  readonly kind: 'stockout';
  readonly id: string;
  /** Regular expressions over zones and machine types. */
  readonly zones: string;
  readonly machines: string;
  readonly available: number;
}

/** Operations of some types do not end until the fault is withdrawn. */
interface StickingFault {
  readonly kind: 'stick';
  readonly id: string;
  /** Regular expression over operation types, `CREATE_CLUSTER` or `insert`. */
  readonly operations: string;
}

/** Name servers do not serve records of names that match yet, although the API shows them. */
interface WithholdingFault {
  readonly kind: 'withhold-records';
  readonly id: string;
  /** Regular expression over names without their last dot. */
  readonly names: string;
}

export type RequestFault = RefusingFault | ResettingFault | DelayingFault | LingeringFault;

/** Something that goes wrong in the cloud until it is withdrawn, as data. */
export type CloudFault = RequestFault | StockoutFault | StickingFault | WithholdingFault;

/** A fault in force and how often it struck. */
export interface FaultState {
  readonly fault: CloudFault;
  hits: number;
}
