/** One field of a protobuf message as it stands on the wire. https://protobuf.dev/programming-guides/encoding/ */
export interface WireField {
  readonly number: number;
  readonly bytes?: Buffer;
  readonly varint?: bigint;
}

function readVarint(bytes: Buffer, start: number): {readonly value: bigint; readonly end: number} {
  let value = 0n;
  let shift = 0n;
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at]!;
    value |= BigInt(byte & 0x7f) << shift;
    if ((byte & 0x80) === 0) return {value, end: at + 1};
    shift += 7n;
  }
  throw new RangeError('unexpected EOF');
}

/** The fields of a message in the order of the wire. */
export function* readFields(bytes: Buffer): Generator<WireField> {
  for (let at = 0; at < bytes.length; ) {
    const tag = readVarint(bytes, at);
    const number = Number(tag.value >> 3n);
    const wireType = Number(tag.value & 7n);
    at = tag.end;
    if (wireType === 0) {
      const {value, end} = readVarint(bytes, at);
      at = end;
      yield {number, varint: BigInt.asUintN(64, value)};
    } else if (wireType === 2) {
      const {value, end} = readVarint(bytes, at);
      at = end + Number(value);
      yield {number, bytes: bytes.subarray(end, at)};
    } else if (wireType === 1 || wireType === 5) {
      const size = wireType === 1 ? 8 : 4;
      yield {number, bytes: bytes.subarray(at, at + size)};
      at += size;
    } else throw new RangeError(`illegal wireType ${wireType}`);
  }
}

export const readText = (bytes: Buffer) => bytes.toString('utf8');

/** A varint as the signed number it stands for. */
export const readSigned = (varint: bigint) => Number(BigInt.asIntN(64, varint));
