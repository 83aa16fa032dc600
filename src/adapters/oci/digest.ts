import {createHash} from 'node:crypto';
import {CloudFailure} from '../../model/cloud-failure.js';

/** `sha256:…` of a text's bytes. */
export function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

/**
 * Passes content on and fails where it ends too early or is other content than was named. Of a stream that begins later
 * the whole is not known here: whoever holds it measures it.
 */
export async function* measure(
  stream: AsyncIterable<Uint8Array>,
  {digest, size}: {readonly digest: string; readonly size: number},
  fromByte = 0,
): AsyncGenerator<Uint8Array> {
  const hash = fromByte === 0 ? createHash('sha256') : undefined;
  let position = fromByte;
  for await (const bytes of stream) {
    hash?.update(bytes);
    position += bytes.length;
    const isOther = position === size && hash !== undefined && `sha256:${hash.digest('hex')}` !== digest;
    if (position > size || isOther)
      throw new CloudFailure('invalid', `the source sent other content than ${digest}`, {action: 'verify'});
    yield bytes;
  }
  if (position < size)
    throw new CloudFailure('unavailable', `the source ended after ${position} of ${size} bytes`, {action: 'read'});
}
