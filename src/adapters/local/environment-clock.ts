import {setTimeout as wait} from 'node:timers/promises';
import type {Environment} from '../../model/environment.js';
import type {Clock} from '../../model/ports/local.js';

/**
 * A clock up to this many times as fast as the machine's leaves the machine time for its own work; what
 * is faster compresses waits, and not what a busy machine needs between them.
 */
const comfortableSpeed = 60;

/** The clock of an environment: the machine's own, or one that runs faster from a stated moment on. */
export function EnvironmentClock(environment: Environment): Clock {
  const origin = environment.clock ?? {realEpochMs: 0, virtualEpochMs: 0, speed: 1};
  return {
    now: () => origin.virtualEpochMs + (Date.now() - origin.realEpochMs) * origin.speed,
    patience: Math.max(1, origin.speed / comfortableSpeed),
    toReal: (ms) => ms / origin.speed,
    sleep: async (ms, signal) => {
      await wait(Math.max(0, ms / origin.speed), undefined, signal === undefined ? {} : {signal});
    },
  };
}
