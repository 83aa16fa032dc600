/** The next number in [0, 1) of a Mulberry32 sequence whose state is one field of `holder`. */
export function drawRandom(holder: {randomState: number}): number {
  holder.randomState = (holder.randomState + 0x6d2b79f5) >>> 0;
  let mixed = holder.randomState;
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
