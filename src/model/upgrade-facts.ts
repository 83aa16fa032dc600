import type {PendingVerdict} from './classify-pending.js';
import type {Finding} from './finding.js';
import type {MaintenanceTimes} from './maintenance-times.js';
import type {HelmRelease} from './ports/helm.js';
import type {KubernetesWindow} from './release.js';
import type {ReleaseDifference} from './release-difference.js';
import type {ReleaseUpgrade} from './release-upgrade.js';

/** A release as the gates of an upgrade see it. */
export interface ReleaseOutline {
  readonly version: string;
  /** Chart and version, as helm's history names them. */
  readonly chart: string;
  readonly kubernetes: KubernetesWindow;
  readonly upgrade: ReleaseUpgrade;
}

/** What is known of an earlier attempt that did not reach its end. */
export interface UpgradeAttempt {
  readonly from: string;
  readonly to: string;
  readonly isRequired: boolean;
  /** Fingerprint of the plan that was approved. */
  readonly fingerprint: string;
  readonly outcome: 'begun' | 'failed' | 'rolled-back' | 'done';
}

/** Whether every image of the release is where the nodes of the cluster pull it from. */
export type ImageClosure =
  | {readonly state: 'unasked'; readonly reason: string}
  | {readonly state: 'unknown'; readonly missing: string; readonly message: string}
  | {
      readonly state: 'known';
      readonly registry: string;
      /** Where the release lies from which what is missing can be copied. */
      readonly release: string;
      readonly images: number;
      /** Not there, or not for the nodes' architecture, with why. */
      readonly missing: ReadonlyArray<{readonly image: string; readonly reason: string}>;
    };

/** What a check says of the images of the release, waived findings left out. */
export type ImageFinding = Pick<Finding, 'verdict' | 'observed' | 'expected' | 'tries' | 'resource' | 'evidence'>;

/** Everything that the gates of an upgrade judge. */
export interface UpgradeFacts {
  readonly nowMs: number;
  readonly helm: {readonly release: string; readonly namespace: string};
  readonly installed: ReleaseOutline;
  readonly candidate: ReleaseOutline;
  readonly isHotfixAsked: boolean;
  readonly attempt: UpgradeAttempt | undefined;
  readonly history: readonly HelmRelease[];
  readonly pending: {readonly revision: number; readonly status: string; readonly verdict: PendingVerdict} | undefined;
  readonly cluster: {
    readonly version: string;
    readonly pools: ReadonlyArray<{readonly name: string; readonly version: string}>;
  };
  /** Findings of the doctor that fail or are unknown, waived ones left out. */
  readonly complaints: ReadonlyArray<{
    readonly id: string;
    readonly verdict: 'fail' | 'unknown';
    readonly observed: string;
  }>;
  /** What the doctor says of quotas. */
  readonly quotas: readonly string[];
  /** What the nodes have left, and whether a pool may grow by itself. */
  readonly room:
    | {readonly state: 'unknown'; readonly missing: string}
    | {
        readonly state: 'known';
        readonly free: {readonly cpus: number; readonly memoryBytes: number};
        readonly mayGrow: boolean;
      };
  readonly backup:
    | {readonly state: 'unconfigured'}
    | {readonly state: 'unknown'; readonly message: string}
    | {readonly state: 'known'; readonly atMs: number; readonly maxAgeHours: number};
  readonly window: MaintenanceTimes | undefined;
  /** Titles of steps that would change something that is none of the release's business. */
  readonly drift: readonly string[];
  readonly difference: ReleaseDifference;
  readonly closure: ImageClosure;
  /** Who signed the images. */
  readonly signatures: readonly ImageFinding[];
  /** What is known to be wrong with them. */
  readonly vulnerabilities: readonly ImageFinding[];
}
