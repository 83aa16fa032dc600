/** A revision that a helm began and has not ended. */
export interface PendingRevision {
  readonly revision: number;
  /** `pending-install`, `pending-upgrade`, `pending-rollback` or `uninstalling`. */
  readonly status: string;
  /** By the server's clock; undefined where the record does not tell. */
  readonly beganMs: number | undefined;
}

export type PendingVerdict =
  /** Begun by a run of this deployment that is over: nobody works on it any more. */
  | 'ours'
  /** So young that whoever began it may still be at work. */
  | 'running'
  /** Older than any helm waits. */
  | 'abandoned';

/** Longer than helm waits for hooks and workloads unless it is told otherwise, and than this program tells it. */
const longestMs = 30 * 60_000;

/** Whether helm's record says that something is under way; it blocks everything after it. https://github.com/helm/helm/issues/8987 */
export function isPending(status: string): boolean {
  return status.startsWith('pending-') || status === 'uninstalling';
}

/**
 * Whose a pending revision is, by owner, age and revision. `ownedSinceMs` is when a run of this deployment, over
 * since, began to write to the release; a revision from before that is not its own.
 */
export function classifyPending(
  {beganMs}: PendingRevision,
  {nowMs, ownedSinceMs}: {readonly nowMs: number; readonly ownedSinceMs: number | undefined},
): PendingVerdict {
  // The server stamps whole seconds, and the journal is written before helm begins.
  if (ownedSinceMs !== undefined && (beganMs === undefined || beganMs >= ownedSinceMs - 2000)) return 'ours';
  if (beganMs === undefined) return 'running';
  return nowMs - beganMs > longestMs ? 'abandoned' : 'running';
}
