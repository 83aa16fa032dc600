/** A stream that is taken in pieces of a given length. */
export interface ByteTap {
  /** The next so many bytes, or what is left. */
  take(count: number): AsyncGenerator<Uint8Array>;
  /** Lets go of the stream. */
  close(): Promise<void>;
}

export function ByteTap(stream: AsyncIterable<Uint8Array>): ByteTap {
  const iterator = stream[Symbol.asyncIterator]();
  let rest: Uint8Array | undefined;
  return {
    async *take(count) {
      let left = count;
      while (left > 0) {
        const bytes = rest ?? (await next());
        rest = undefined;
        if (bytes === undefined) return;
        const own = bytes.length <= left ? bytes : bytes.subarray(0, left);
        if (own.length < bytes.length) rest = bytes.subarray(own.length);
        left -= own.length;
        yield own;
      }
      // The end of the stream is where its content is judged.
      if (rest === undefined) rest = await next();
    },
    async close() {
      await iterator.return?.();
    },
  };
  async function next(): Promise<Uint8Array | undefined> {
    const {value, done} = await iterator.next();
    return done === true ? undefined : value;
  }
}
