/** A finding that somebody has taken the responsibility for, until a day. */
export interface Waiver {
  /** Id of the check, or a glob over ids. */
  readonly id: string;
  /** The resource it is limited to; every one where left out. */
  readonly resource?: string | undefined;
  readonly owner: string;
  readonly reason: string;
  /** Last day, `2026-12-31`. */
  readonly expires: string;
}
