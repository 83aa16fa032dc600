/** Cancels a scheduled callback; calling it twice, or after the callback ran, does nothing. */
export type Cancel = () => void;

/**
 * The one clock of a rehearsal. All durations are virtual milliseconds; `speed` virtual milliseconds
 * pass in one real millisecond, so a cluster keeps its realistic minutes and an operator waits seconds.
 */
export interface VirtualClock {
  /** Virtual milliseconds since the Unix epoch. */
  now(): number;
  /** Runs `callback` once `delayMs` virtual milliseconds have passed. */
  schedule(delayMs: number, callback: () => void): Cancel;
  /** Virtual milliseconds per real millisecond. */
  readonly speed: number;
}

/** The longest delay a Node timer holds; longer ones are taken in stretches. https://nodejs.org/api/timers.html */
const longestTimerMs = 2 ** 31 - 1;

/** Where a clock started: the real moment `realEpochMs` was the virtual moment `virtualEpochMs`. */
export interface ClockOrigin {
  readonly realEpochMs: number;
  readonly virtualEpochMs: number;
  readonly speed: number;
}

/** So many callbacks run before what came in from outside has its turn. */
const turnLength = 128;

interface Turn {
  readonly callback: () => void;
  isCancelled: boolean;
}

/**
 * Runs what fell due in order, each with all that follows from it, a few at a time: ten thousand pods that want
 * something at the same moment do not keep a client waiting until the last of them has it.
 */
function createTurns(): (turn: Turn) => void {
  let queue: Turn[] = [];
  let next = 0;
  let isRunning = false;
  const runOne = () => {
    const turn = queue[next++];
    if (turn !== undefined && !turn.isCancelled) turn.callback();
  };
  const run = () => {
    if (next >= queue.length) {
      queue = [];
      next = 0;
      isRunning = false;
      return;
    }
    // Immediates of one round run together, with their promises settled in between; the next round comes after I/O.
    // https://nodejs.org/en/learn/asynchronous-work/event-loop-timers-and-nexttick
    for (let count = Math.min(turnLength, queue.length - next); count > 0; count--) setImmediate(runOne);
    setImmediate(run);
  };
  return (turn) => {
    queue.push(turn);
    if (isRunning) return;
    isRunning = true;
    setImmediate(run);
  };
}

/** A clock that runs by itself, `origin.speed` times faster than the machine's. */
export function createRunningClock(origin: ClockOrigin): VirtualClock {
  const {realEpochMs, virtualEpochMs, speed} = origin;
  const now = () => virtualEpochMs + (Date.now() - realEpochMs) * speed;
  const takeTurn = createTurns();
  const schedule = (delayMs: number, callback: () => void): Cancel => {
    const turn: Turn = {callback, isCancelled: false};
    const dueMs = now() + Math.max(0, delayMs);
    let timer: NodeJS.Timeout;
    const arm = () => {
      const realMs = Math.ceil((dueMs - now()) / speed);
      if (realMs <= 0) takeTurn(turn);
      else timer = setTimeout(arm, Math.min(realMs, longestTimerMs));
    };
    timer = setTimeout(arm, Math.min(Math.max(0, Math.ceil(delayMs / speed)), longestTimerMs));
    return () => {
      turn.isCancelled = true;
      clearTimeout(timer);
    };
  };
  return {now, schedule, speed};
}

/** A clock that stands still until told to move; for tests that must not depend on the machine's speed. */
export interface ManualClock extends VirtualClock {
  /** Moves `byMs` ahead, running what falls due in order and letting promises settle between callbacks. */
  advance(byMs: number): Promise<void>;
}

/** A manual clock that shows `startMs` at first. */
export function createManualClock(startMs: number): ManualClock {
  let current = startMs;
  let serial = 0;
  const queue: Array<{dueMs: number; serial: number; callback: () => void}> = [];
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    speed: 1,
    now: () => current,
    schedule(delayMs, callback) {
      const entry = {dueMs: current + Math.max(0, delayMs), serial: serial++, callback};
      queue.push(entry);
      return () => {
        const index = queue.indexOf(entry);
        if (index >= 0) queue.splice(index, 1);
      };
    },
    async advance(byMs) {
      const endMs = current + byMs;
      for (;;) {
        await settle();
        queue.sort((a, b) => a.dueMs - b.dueMs || a.serial - b.serial);
        const next = queue[0];
        if (!next || next.dueMs > endMs) break;
        queue.shift();
        current = Math.max(current, next.dueMs);
        next.callback();
      }
      current = endMs;
      await settle();
    },
  };
}
