function encodeVarint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest % 128) | 0x80);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return Buffer.from(bytes);
}

/** Writes a protobuf message field by field. https://protobuf.dev/programming-guides/encoding/ */
export class MessageWriter {
  readonly #parts: Buffer[] = [];

  bytes(field: number, value: Buffer): void {
    this.#parts.push(encodeVarint(field * 8 + 2), encodeVarint(value.length), value);
  }

  text(field: number, value: string): void {
    this.bytes(field, Buffer.from(value));
  }

  flag(field: number, value: boolean): void {
    if (value) this.#parts.push(encodeVarint(field * 8), Buffer.from([1]));
  }

  message(field: number, write: (writer: MessageWriter) => void): void {
    const writer = new MessageWriter();
    write(writer);
    this.bytes(field, writer.finish());
  }

  finish(): Buffer {
    return Buffer.concat(this.#parts);
  }
}
