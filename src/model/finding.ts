import type {Try} from './diagnostic.js';
import type {InstallConfig} from './install-config.js';
import type {Release} from './release.js';
import type {PermissionNeed} from './step.js';
import type {Waiver} from './waiver.js';

/** What stood in the way of a look: the operator can mend the first three, the others pass or are reported. */
export type ObstacleKind = 'permission' | 'api' | 'credentials' | 'answer' | 'configuration' | 'fault';

/** What a probe was missing: a permission, an API, credentials, an answer in time, a configuration. */
export interface Obstacle {
  readonly kind: ObstacleKind;
  /** The permission, API or call itself, such as `compute.regions.get`. */
  readonly missing: string;
  readonly message: string;
}

/** What a probe brought back: data, the reason why it could not look, or why there is nothing to look at. */
export type Fact<T = unknown> =
  | {readonly state: 'known'; readonly value: T}
  | ({readonly state: 'unknown'} & Obstacle)
  | {readonly state: 'inapplicable'; readonly reason: string};

/** Facts by probe id: serialisable, so that a recorded survey replays offline. */
export type Facts = Readonly<Record<string, Fact>>;

export type Verdict = 'pass' | 'warn' | 'fail' | 'skipped' | 'unknown';

/** What a check says of one resource, before the check's own words are added. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly resource?: string;
  readonly observed: string;
  readonly expected: string;
  /** A read-only command that shows what was observed. */
  readonly evidence?: string;
  readonly tries: readonly Try[];
  /**
   * What this judgement accounts for: missing permissions and APIs, workloads as `Deployment namespace/name`,
   * `Node NAME`, `webhook NAME`, `step KEY`, `check ID`. Who could not look for want of them, or follows from them, is folded under it.
   */
  readonly explains?: readonly string[];
  /** What would account for this judgement, in the words of `explains`; where nothing does, it stands by itself. */
  readonly follows?: readonly string[];
  /** What was missing for a look, where the verdict is `unknown`. */
  readonly obstacle?: Obstacle;
  /** Key or id of the plan's step that mends it, where one does: `doctor --fix` runs that one. */
  readonly mendedBy?: string;
}

/** What a check found; the evidence is enough to see it again without this program. */
export interface Finding extends Judgement {
  readonly id: string;
  readonly title: string;
  readonly docs: string;
  /** Runbook step that the finding endangers. */
  readonly runbook?: string;
  /** Id of the check that explains this finding; it is folded under that one. */
  readonly because?: string;
  /** The waiver in force, and the verdict that it covers. */
  readonly waived?: Waiver & {readonly verdict: Verdict};
  /** Whether an earlier look did not have it; absent where none was compared with. */
  readonly isNew?: boolean;
}

/** A permission that one step of the plan needs, and whose credentials it will use. */
export interface PlannedPermission extends PermissionNeed {
  readonly stepId: string;
  readonly runbook: string;
  readonly actor: 'operator' | 'deployer';
}

/** What the plan's steps ask for, derived from the steps themselves. */
export interface PlanNeeds {
  readonly permissions: readonly PlannedPermission[];
  /** APIs, such as `compute.googleapis.com`. */
  readonly services: readonly string[];
  /** Roles that the plan itself gives the deployer, and where. */
  readonly grants: ReadonlyArray<{readonly project: string; readonly role: string}>;
  /** Addresses of the service accounts that the plan makes or uses. */
  readonly accounts: readonly string[];
}

/** What a check of any cluster judges from: facts alone. */
export interface ClusterInputs {
  readonly facts: Facts;
  /** When the facts were collected, in milliseconds since the epoch. */
  readonly nowMs: number;
}

/** What a check of a deployment judges from. */
export interface CheckInputs extends ClusterInputs {
  readonly config: InstallConfig;
  readonly release: Release;
  readonly needs: PlanNeeds;
}

/** The configuration and what follows from it; absent where a cluster is looked at that no configuration describes. */
export type Deployment = Omit<CheckInputs, keyof ClusterInputs>;

interface CheckWords {
  readonly id: string;
  /** States the good state. */
  readonly title: string;
  readonly why: string;
  readonly docs: string;
  readonly runbook?: string;
  /** Probes whose facts it reads; where one could not look, the finding is unknown. */
  readonly probes: ReadonlyArray<{readonly id: string}>;
  /** Ids of checks whose failure explains this one's: it is then not judged, and folded under them. */
  readonly needs: readonly string[];
}

/** A pure judgement over facts: of a deployment that a configuration describes, or of any cluster. */
export type Check = CheckWords &
  (
    | {readonly scope?: 'deployment'; evaluate(inputs: CheckInputs): readonly Judgement[]}
    | {readonly scope: 'cluster'; evaluate(inputs: ClusterInputs): readonly Judgement[]}
  );

/** How much was looked at, and what would let the rest be looked at. */
export interface Coverage {
  /** Checks that had something to look at. */
  readonly applicable: number;
  readonly lookedAt: number;
  readonly unknown: number;
  /** Checks whose failure keeps others from being judged. */
  readonly roots: readonly string[];
  /** What was missing, each once, with the checks that wait for it. */
  readonly missing: ReadonlyArray<Obstacle & {readonly checks: readonly string[]}>;
}

/** Everything a run of checks found. */
export interface Report {
  readonly summary: {
    readonly checks: number;
    /** Findings by verdict. */
    readonly counts: Readonly<Record<Verdict, number>>;
    readonly waived: number;
    /** The worst verdict; `pass` where every finding is one. */
    readonly verdict: Exclude<Verdict, 'skipped'>;
  };
  readonly coverage: Coverage;
  readonly findings: readonly Finding[];
  /** What became of the findings of an earlier look; absent where none was compared with. */
  readonly comparison?: {
    /** The earlier look, as it was named. */
    readonly baseline: string;
    readonly counts: {readonly fresh: number; readonly old: number; readonly fixed: number};
    readonly fixed: readonly Finding[];
  };
}
