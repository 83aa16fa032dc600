import {formatCanonical} from '../model/format-canonical.js';

/**
 * Twelve hexadecimal digits that stand for a value. FNV-1a over 64 bits, written out here because the
 * pure core has no hash of Node's; it tells plans apart and guards nothing against an adversary.
 * http://www.isthe.com/chongo/tech/comp/fnv/
 */
export function formatFingerprint(value: unknown): string {
  const mask = (1n << 64n) - 1n;
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(formatCanonical(value)))
    hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & mask;
  return hash.toString(16).padStart(16, '0').slice(0, 12);
}
