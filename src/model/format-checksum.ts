/** FNV-1a's prime; the second half starts elsewhere and takes the text's units turned round. https://datatracker.ietf.org/doc/html/draft-eastlake-fnv */
const prime = 0x01000193;
const starts = [0x811c9dc5, 0x050c5d1f] as const;

/** A short name for a long text: 16 digits that tell two texts apart, and protect against nothing. */
export function formatChecksum(text: string): string {
  let [first, second]: [number, number] = [...starts];
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    first = Math.imul(first ^ unit, prime);
    second = Math.imul(second ^ ((unit << 8) | (unit >>> 8)), prime) ^ (first >>> 15);
  }
  return [first, second].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
