/** One row of docs/benchmarks.md. */
export interface Measurement {
  readonly what: string;
  readonly figure: string;
  readonly bound: string;
  readonly isMet: boolean;
  /** How it was measured, and from what. */
  readonly method: string;
}
