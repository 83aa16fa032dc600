import fc from 'fast-check';
import {expect, it} from 'vitest';
import {
  findFreeRange,
  formatAddress,
  isAligned,
  overlaps,
  parseAddress,
  parseRange,
} from '../../../../../src/rehearsal/cloud/compute/ip-range.js';

it('reads and writes addresses', () => {
  fc.assert(fc.property(fc.ipV4(), (address) => formatAddress(parseAddress(address)!) === address));
  expect(parseAddress('256.0.0.1')).toBeUndefined();
  expect(parseRange('10.0.0.0/33')).toBeUndefined();
  expect(isAligned('10.0.0.1/24')).toBe(false);
});

it('finds a free range that overlaps nothing, wherever there is one', () => {
  const space = parseRange('10.0.0.0/16')!;
  const cidr = fc
    .tuple(fc.nat(255), fc.integer({min: 18, max: 28}))
    .map(([third, bits]) => parseRange(`10.0.${third}.0/${bits}`)!);
  fc.assert(
    fc.property(fc.array(cidr, {maxLength: 12}), fc.integer({min: 18, max: 26}), (taken, bits) => {
      const free = findFreeRange(space, bits, taken);
      const size = 2 ** (32 - bits);
      const candidates = Array.from({length: (space.last - space.first + 1) / size}, (_, index) => ({
        first: space.first + index * size,
        last: space.first + (index + 1) * size - 1,
      }));
      const first = candidates.find((candidate) => !taken.some((range) => overlaps(range, candidate)));
      expect(free).toBe(first && `${formatAddress(first.first)}/${bits}`);
    }),
  );
});
