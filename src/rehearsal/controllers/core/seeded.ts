/** Draws that depend on a name and a seed alone, so that a restored world continues as the first would have. */
export interface Seeded {
  /** A number in [0, 1) for `name`. */
  fraction(name: string): number;
  /** A number between the two bounds for `name`. */
  between(name: string, range: readonly [number, number]): number;
}

/** 32-bit FNV-1a. http://www.isthe.com/chongo/tech/comp/fnv/ */
export function hashFnv32a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/** Draws for a seed. */
export function createSeeded(seed: number): Seeded {
  const fraction = (name: string) => {
    // FNV leaves the high bits of similar names alike; a multiply-xorshift round spreads them.
    let mixed = hashFnv32a(`${seed}/${name}`);
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
  return {fraction, between: (name, [low, high]) => low + fraction(name) * (high - low)};
}
