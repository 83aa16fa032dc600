import type {Change, EquivalentCommand, Phase} from './step.js';

/** One node of the plan: plain data, printable and comparable. */
export interface PlannedStep {
  readonly key: string;
  readonly id: string;
  readonly instance: string;
  readonly runbook: string;
  readonly phase: Phase;
  readonly title: string;
  readonly why: string;
  readonly docs: string;
  readonly needs: readonly string[];
  readonly change: Change;
  /** What the step wants, with secrets and unknown values replaced by their references. */
  readonly desired: unknown;
  readonly equivalent: readonly EquivalentCommand[];
  readonly usualSeconds: readonly [number, number];
}

/** What will be done, in an order that respects every need. Two equal plans have equal fingerprints. */
export interface Plan {
  readonly deployment: string;
  readonly release: string;
  readonly fingerprint: string;
  readonly steps: readonly PlannedStep[];
}
