import type {VirtualClock} from '../clock/virtual-clock.js';
import type {ControlPlanes} from '../seams/control-planes.js';
import type {Catalogue} from './catalogue/catalogue.js';
import type {CloudState, Effect} from './cloud-state.js';
import type {AccessLog} from './iam/access-log.js';

/** Traits of a world that a test or an incident may turn off or change. */
export interface CloudTraits {
  /** GKE upgrades a control plane of its own accord right after creation. */
  readonly surpriseUpgrades: boolean;
  /** Virtual milliseconds, from and to, until an IAM grant is felt. */
  readonly grantLagMs: readonly [number, number];
  /** Virtual milliseconds, from and to, until an enabled API lets calls through. */
  readonly enableLagMs: readonly [number, number];
}

/** What every handler and effect works with. */
export interface CloudContext {
  readonly clock: VirtualClock;
  readonly state: CloudState;
  readonly catalogue: Catalogue;
  readonly controlPlanes: ControlPlanes;
  readonly traits: CloudTraits;
  readonly access: AccessLog;
  baseUrl(): string;
  /** A seeded random number in [0, 1). */
  random(): number;
  /** Runs `effect` after `delayMs`, also if the cloud is saved and restored in between. */
  schedule(delayMs: number, effect: Effect): string;
  cancel(timer: string): void;
}

/** Performs one kind of effect when it is due. */
export type EffectRunner = (context: CloudContext, effect: Effect) => void | Promise<void>;
