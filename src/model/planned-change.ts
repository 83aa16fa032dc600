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
}
