import type {VirtualClock} from '../../clock/virtual-clock.js';
import type {CloudState, Effect} from '../cloud-state.js';

/** Effects that fall due on the clock; what is pending lives in the state, so it survives a restart. */
export interface Timers {
  schedule(delayMs: number, effect: Effect): string;
  cancel(timer: string): void;
  /** Arms everything the state holds as pending; called once after a state was restored. */
  armAll(): void;
  stop(): void;
}

export function createTimers(state: CloudState, clock: VirtualClock, run: (effect: Effect) => Promise<void>): Timers {
  const armed = new Map<string, () => void>();
  const arm = (timer: string, delayMs: number) => {
    const disarm = clock.schedule(delayMs, () => {
      armed.delete(timer);
      const due = state.timers[timer];
      if (!due) return;
      // Kept until it has run, so that a snapshot taken meanwhile does not lose it.
      void run(due.effect).finally(() => delete state.timers[timer]);
    });
    armed.set(timer, disarm);
  };
  return {
    schedule(delayMs, effect) {
      const timer = `t${state.serial++}`;
      state.timers[timer] = {dueMs: clock.now() + delayMs, effect};
      arm(timer, delayMs);
      return timer;
    },
    cancel(timer) {
      armed.get(timer)?.();
      armed.delete(timer);
      delete state.timers[timer];
    },
    armAll() {
      for (const [timer, {dueMs}] of Object.entries(state.timers)) arm(timer, Math.max(0, dueMs - clock.now()));
    },
    stop() {
      for (const disarm of armed.values()) disarm();
      armed.clear();
    },
  };
}
