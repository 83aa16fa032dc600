/** The table of CRC-32C, reversed polynomial 0x82f63b78 (RFC 3720, appendix B.4). */
const table = Array.from({length: 256}, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  return value >>> 0;
});

/** CRC-32C in big-endian base64, as Cloud Storage writes it. */
export function computeCrc32c(content: Buffer): string {
  let crc = 0xffffffff;
  for (const byte of content) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  const out = Buffer.alloc(4);
  out.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
  return out.toString('base64');
}
