import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {digestOf, measure} from '../../../../src/adapters/oci/digest.js';
import {parseChallenge} from '../../../../src/adapters/oci/parse-challenge.js';
import {selectRegistryBase, takesChunks} from '../../../../src/adapters/oci/registry-address.js';
import {selectDelayMs} from '../../../../src/adapters/oci/select-delay.js';
import {ByteTap} from '../../../../src/adapters/oci/take-bytes.js';

describe('parseChallenge', () => {
  it.each([
    [
      'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:a/b:pull,push"',
      {scheme: 'bearer', realm: 'https://auth.docker.io/token', service: 'registry.docker.io'},
    ],
    ['bearer realm=https://q/v2/auth', {scheme: 'bearer', realm: 'https://q/v2/auth', service: undefined}],
    ['Basic realm="r"', {scheme: 'basic'}],
    ['Negotiate', undefined],
    ['Bearer realm="nowhere"', undefined],
  ])('reads %s', (header, wanted) => expect(parseChallenge(header)).toEqual(wanted));
});

describe('selectRegistryBase', () => {
  it.each([
    ['docker.io', 'https://registry-1.docker.io'],
    ['127.0.0.1:5000', 'http://127.0.0.1:5000'],
    ['localhost', 'http://localhost'],
    ['127.example.org', 'https://127.example.org'],
  ])('knows where %s answers', (registry, wanted) => expect(selectRegistryBase(registry)).toBe(wanted));

  it('sends Google and GitHub everything in one piece', () => {
    expect(['eu-docker.pkg.dev', 'gcr.io', 'eu.gcr.io', 'ghcr.io', 'notgcr.io', 'quay.io'].map(takesChunks)).toEqual([
      false,
      false,
      false,
      false,
      true,
      true,
    ]);
  });
});

describe('selectDelayMs', () => {
  it('never comes back before it was told to', () => {
    expect(selectDelayMs(1, '7', 0, () => 0)).toBe(7000);
    expect(selectDelayMs(1, 'Thu, 01 Jan 1970 00:00:09 GMT', 1000, () => 0)).toBe(8000);
  });

  it('grows, and stays under a minute by itself', () => {
    const delays = [1, 2, 3, 20].map((attempt) => selectDelayMs(attempt, undefined, 0, () => 1));
    expect(delays).toEqual([500, 1000, 2000, 60_000]);
  });
});

async function* streamOf(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}
const gather = async (stream: AsyncIterable<Uint8Array>) => {
  const pieces: Uint8Array[] = [];
  for await (const bytes of stream) pieces.push(bytes);
  return Buffer.concat(pieces);
};

describe('content on its way', () => {
  it('comes in pieces of any length as it was', async () => {
    const pieces = fc.array(fc.uint8Array({minLength: 1, maxLength: 20}), {maxLength: 8});
    await fc.assert(
      fc.asyncProperty(pieces, fc.integer({min: 1, max: 30}), async (given, length) => {
        const tap = ByteTap(streamOf(given));
        const whole = Buffer.concat(given);
        const taken: Buffer[] = [];
        while (Buffer.concat(taken).length < whole.length) taken.push(await gather(tap.take(length)));
        expect(Buffer.concat(taken)).toEqual(whole);
        expect(taken.slice(0, -1).every((piece) => piece.length === length)).toBe(true);
      }),
    );
  });

  it('passes where it is what was named', async () => {
    const blob = {digest: digestOf('hello world'), size: 11};
    expect((await gather(measure(streamOf([Buffer.from('hello '), Buffer.from('world')]), blob))).toString()).toBe(
      'hello world',
    );
  });

  it('fails where it is other content, too much of it or too little', async () => {
    const blob = {digest: digestOf('hello world'), size: 11};
    await expect(gather(measure(streamOf([Buffer.from('hello World')]), blob))).rejects.toThrow('other content');
    await expect(gather(measure(streamOf([Buffer.from('hello world!')]), blob))).rejects.toThrow('other content');
    await expect(gather(measure(streamOf([Buffer.from('hello')]), blob))).rejects.toThrow('ended after 5 of 11');
  });
});
