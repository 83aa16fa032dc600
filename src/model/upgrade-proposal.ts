import type {Diagnostic} from './diagnostic.js';
import type {Finding} from './finding.js';
import type {Plan} from './plan.js';
import type {ReleaseDifference} from './release-difference.js';

/** One numbered thing that will be done. */
export interface ProposedStep {
  readonly number: number;
  readonly key: string;
  readonly title: string;
}

/** What an upgrade would do, and whether it may. Two equal proposals have equal fingerprints. */
export interface UpgradeProposal {
  readonly deployment: string;
  readonly fingerprint: string;
  readonly difference: ReleaseDifference;
  readonly steps: readonly ProposedStep[];
  /** Number of the last step after which what stood before can be had again; absent where that is so after every one. */
  readonly reversibleUntil?: number;
  /** What stays changed after that step. */
  readonly remains: readonly string[];
  readonly findings: readonly Finding[];
  readonly refusals: readonly Diagnostic[];
  readonly plan: Plan;
}
