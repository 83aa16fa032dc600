import type {Cancel, VirtualClock} from '../../clock/virtual-clock.js';

/** Handles one key; a number asks to be called again after that many virtual milliseconds. */
export type Reconcile = (key: string) => Promise<number | undefined>;

/** A set of keys that wait to be reconciled, each by one worker at a time. */
export interface WorkQueue {
  add(key: string): void;
  /** Adds the key later, unless it is added before. */
  addAfter(key: string, delayMs: number): void;
  stop(): void;
}

/** How long a key rests before its worker takes it, so that a burst of changes is one reconcile. */
const batchMs = 20;
const firstRetryMs = 100;
const longestRetryMs = 300_000;
/** A conflict only means that the cache was behind. */
const conflictRetryMs = 50;

/**
 * A queue in the manner of client-go's: deduplicating, never two workers on a key, failures retried
 * with exponential delay. `onFailure` hears of each.
 */
export function createWorkQueue(
  clock: VirtualClock,
  reconcile: Reconcile,
  onFailure: (key: string, error: unknown) => void,
): WorkQueue {
  const due = new Map<string, {atMs: number; cancel: Cancel}>();
  const running = new Set<string>();
  const again = new Set<string>();
  const failures = new Map<string, number>();
  let isStopped = false;

  const schedule = (key: string, delayMs: number) => {
    if (isStopped) return;
    const atMs = clock.now() + delayMs;
    const planned = due.get(key);
    if (planned && planned.atMs <= atMs) return;
    planned?.cancel();
    due.set(key, {atMs, cancel: clock.schedule(delayMs, () => void take(key))});
  };
  const take = async (key: string) => {
    due.delete(key);
    if (isStopped) return;
    if (running.has(key)) {
      again.add(key);
      return;
    }
    running.add(key);
    try {
      const nextMs = await reconcile(key);
      failures.delete(key);
      if (nextMs !== undefined) schedule(key, Math.max(nextMs, batchMs));
    } catch (error) {
      if (isStopped) return;
      const count = (failures.get(key) ?? 0) + 1;
      failures.set(key, count);
      const isConflict = (error as {status?: number}).status === 409 && count < 10;
      if (!isConflict) onFailure(key, error);
      schedule(key, isConflict ? conflictRetryMs : Math.min(firstRetryMs * 2 ** (count - 1), longestRetryMs));
    } finally {
      running.delete(key);
      if (again.delete(key)) schedule(key, batchMs);
    }
  };
  return {
    add: (key) => schedule(key, batchMs),
    addAfter: schedule,
    stop() {
      isStopped = true;
      for (const {cancel} of due.values()) cancel();
      due.clear();
    },
  };
}
