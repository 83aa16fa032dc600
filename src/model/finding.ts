import type {Try} from './diagnostic.js';
import type {InstallConfig} from './install-config.js';
import type {Release} from './release.js';

/** What a probe brought back: data, or the reason why it could not look. */
export type Fact<T = unknown> =
  | {readonly state: 'known'; readonly value: T}
  | {readonly state: 'unknown'; readonly missing: string; readonly message: string};

/** Facts by probe id: serialisable, so that a recorded survey replays offline. */
export type Facts = Readonly<Record<string, Fact>>;

export type Verdict = 'pass' | 'warn' | 'fail' | 'skipped' | 'unknown';

/** What a check found; the evidence is enough to see it again without this program. */
export interface Finding {
  readonly id: string;
  readonly verdict: Verdict;
  readonly title: string;
  readonly resource?: string;
  readonly observed: string;
  readonly expected: string;
  /** A read-only command that shows what was observed. */
  readonly evidence?: string;
  readonly tries: readonly Try[];
  readonly docs: string;
  /** Runbook step that the finding endangers. */
  readonly runbook?: string;
}

export interface CheckInputs {
  readonly config: InstallConfig;
  readonly release: Release;
  readonly facts: Facts;
}

/** A pure judgement over facts. The title states the good state. */
export interface Check {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly docs: string;
  readonly runbook?: string;
  /** Ids of probes whose facts it reads; where one is unknown, so is the finding. */
  readonly probes: readonly string[];
  /** Checks whose failure explains this one's. */
  readonly needs: readonly string[];
  evaluate(inputs: CheckInputs): ReadonlyArray<Omit<Finding, 'id' | 'title' | 'docs' | 'runbook'>>;
}
