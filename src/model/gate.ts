import type {Try} from './diagnostic.js';

/** What a gate says of the facts. */
export type GateVerdict =
  | {readonly verdict: 'pass' | 'skipped'; readonly observed: string}
  | {
      readonly verdict: 'fail' | 'unknown';
      readonly observed: string;
      readonly expected: string;
      readonly tries: readonly Try[];
      readonly evidence?: string;
    };

/** A condition that holds before anything moves. The code is what a script goes by. */
export interface Gate<Facts> {
  /** Its path among the checks. */
  readonly id: string;
  readonly code: string;
  /** States the good state. */
  readonly title: string;
  readonly docs: string;
  evaluate(facts: Facts): GateVerdict;
}
