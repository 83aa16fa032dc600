/** A seeded source of randomness whose state is one number, so that it can be saved and restored. */
export interface SeededRandom {
  /** Uniform in [0, 1). */
  next(): number;
  readonly state: number;
}

/** Mulberry32 from a given state. */
export function createRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  return {
    next() {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    },
    get state() {
      return state;
    },
  };
}
