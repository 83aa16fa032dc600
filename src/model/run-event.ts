import type {Diagnostic} from './diagnostic.js';
import type {Change, Phase} from './step.js';

interface EventBase<C extends string, D> {
  readonly code: C;
  /** ISO time of the run's clock. */
  readonly at: string;
  /** Counts from 1 within a journal. */
  readonly seq: number;
  readonly data: D;
}

export interface StepSummary {
  readonly key: string;
  readonly title: string;
  readonly phase: Phase;
  readonly runbook: string;
  readonly change: Change['kind'];
  readonly usualSeconds: readonly [number, number];
}

/** Everything that happens in a run, past tense; the journal, the screen and the report are folds over these. */
export type RunEvent =
  | EventBase<
      'RunStarted',
      {
        readonly runId: string;
        readonly deployment: string;
        readonly release: string;
        readonly fingerprint: string;
        readonly steps: readonly StepSummary[];
      }
    >
  | EventBase<'RunResumed', {readonly previousRunId: string; readonly interrupted: readonly string[]}>
  | EventBase<'StepStarted', {readonly step: string; readonly change: Change['kind']}>
  | EventBase<'StepProgressed', {readonly step: string; readonly text: string}>
  | EventBase<'OperationAnnounced', {readonly step: string; readonly operation: string}>
  | EventBase<
      'StepRetried',
      {readonly step: string; readonly reason: string; readonly delayMs: number; readonly attempt: number}
    >
  | EventBase<'StepSatisfied', {readonly step: string; readonly outputs: Readonly<Record<string, string>>}>
  | EventBase<
      'StepCompleted',
      {readonly step: string; readonly durationMs: number; readonly outputs: Readonly<Record<string, string>>}
    >
  | EventBase<'StepFailed', {readonly step: string; readonly diagnostic: Diagnostic}>
  | EventBase<'StepSkipped', {readonly step: string; readonly because: string}>
  /** There was no capacity for a pool, and the next rung of its ladder is tried. */
  | EventBase<'FallbackChosen', {readonly step: string; readonly rung: string; readonly because: string}>
  | EventBase<'RunInterrupted', {readonly signal: string}>
  | EventBase<'RunCompleted', {readonly result: 'changed' | 'unchanged' | 'failed'; readonly durationMs: number}>;

/** An event before the journal numbers and dates it. */
export type RunEventInput = RunEvent extends infer E
  ? E extends {code: infer C; data: infer D}
    ? {readonly code: C; readonly data: D}
    : never
  : never;
