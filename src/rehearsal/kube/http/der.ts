/** Distinguished Encoding Rules, as far as certificates need them. https://www.itu.int/rec/T-REC-X.690 */

function encodeLength(length: number): Buffer {
  if (length < 128) return Buffer.from([length]);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}

/** A value under a tag. */
export function encodeTagged(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag]), encodeLength(content.length), content]);
}

export const encodeSequence = (...items: readonly Buffer[]) => encodeTagged(0x30, ...items);
export const encodeSet = (...items: readonly Buffer[]) => encodeTagged(0x31, ...items);
export const encodeBoolean = (value: boolean) => encodeTagged(0x01, Buffer.from([value ? 0xff : 0]));
export const encodeOctets = (bytes: Buffer) => encodeTagged(0x04, bytes);
export const encodeUtf8 = (text: string) => encodeTagged(0x0c, Buffer.from(text));

/** A non-negative integer; a leading zero keeps it from being read as negative. */
export function encodeInteger(bytes: Buffer): Buffer {
  return encodeTagged(0x02, bytes[0]! >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
}

/** Whole bytes as a bit string, with `unused` bits at the end. */
export const encodeBits = (bytes: Buffer, unused = 0) => encodeTagged(0x03, Buffer.from([unused]), bytes);

/** A moment before 2050. */
export const encodeTime = (ms: number) =>
  encodeTagged(0x17, Buffer.from(`${new Date(ms).toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));

/** An object identifier such as `2.5.29.17`. */
export function encodeOid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const part of rest) {
    const digits = [part % 128];
    for (let left = Math.floor(part / 128); left > 0; left = Math.floor(left / 128))
      digits.unshift((left % 128) | 0x80);
    bytes.push(...digits);
  }
  return encodeTagged(0x06, Buffer.from(bytes));
}
