import type {ObstacleKind} from './finding.js';

/** What the plan would still do about one of its steps: the world and the configuration differ there. */
export interface PlannedChange {
  /** The step, with its instance: `dns/create-records` or `storage/create-disk[conda]`. */
  readonly key: string;
  readonly title: string;
  readonly runbook: string;
  readonly docs: string;
  readonly kind: 'create' | 'update' | 'await' | 'foreign' | 'unknown';
  /** What differs, what is waited for, or what could not be looked at. */
  readonly detail: string;
  /** The permission or call that was missing, where it could not be looked at. */
  readonly missing?: string;
  /** What kind of thing that was; a permission where it is not said. */
  readonly obstacle?: ObstacleKind;
  /** Objects that would change, each named once. */
  readonly objects?: readonly string[];
  /** Steps that have to be mended first: nothing certain is known of this one before. */
  readonly behind?: readonly string[];
}
