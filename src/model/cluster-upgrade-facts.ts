import type {MaintenanceState} from './ports/clusters.js';
import type {RemovedApi} from './removed-apis.data.js';
import type {SurgeJudgement} from './surge-need.js';
import type {UpgradeFacts} from './upgrade-facts.js';

/** Objects in a version of an API that goes. */
export interface ApiUse extends RemovedApi {
  /** Objects, or manifests of the release. */
  readonly where: readonly string[];
  readonly by: 'live objects' | 'the release';
  /** Whether nobody could look; `where` then says what was missing. */
  readonly isUnseen?: boolean;
}

/** A budget that would let no pod go. */
export interface BlockingBudget {
  readonly namespace: string;
  readonly name: string;
  readonly reason: string;
}

/** Everything that the gates of a cluster's upgrade judge. */
export interface ClusterUpgradeFacts
  extends Pick<UpgradeFacts, 'nowMs' | 'installed' | 'attempt' | 'pending' | 'complaints' | 'quotas' | 'window'> {
  readonly wanted: string;
  readonly path:
    | {readonly moves: ReadonlyArray<{readonly version: string; readonly pool?: string}>}
    | {readonly problem: string};
  readonly controlPlane: string;
  readonly budgets: readonly BlockingBudget[];
  readonly removed: readonly ApiUse[];
  readonly maintenance: MaintenanceState | undefined;
  readonly surge: SurgeJudgement;
}
