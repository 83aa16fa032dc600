import {CloudFailure} from '../model/cloud-failure.js';
import type {Clock} from '../model/ports/local.js';

/**
 * A clock that gives nobody time beyond a deadline. Everything that waits does so by `sleep`, so an
 * operation that never ends ends its step instead of the operator's patience.
 */
export function createDeadlineClock(clock: Clock, deadlineMs: number, action: string): Clock {
  return {
    now: () => clock.now(),
    patience: clock.patience,
    toReal: (ms) => clock.toReal(ms),
    async sleep(ms, signal) {
      if (clock.now() + ms > deadlineMs)
        throw new CloudFailure('unavailable', 'it took longer than it ever should, and was given up', {action});
      await clock.sleep(ms, signal);
    },
  };
}
