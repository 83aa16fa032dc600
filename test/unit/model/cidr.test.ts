import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {type Cidr, formatCidr, isInside, isOverlapping, isPrivate, parseCidr} from '../../../src/model/cidr.js';

const cidr: fc.Arbitrary<Cidr> = fc
  .tuple(fc.integer({min: 0, max: 2 ** 32 - 1}), fc.integer({min: 0, max: 32}))
  .map(([address, prefix]) => ({first: address - (address % 2 ** (32 - prefix)), prefix}));

describe('cidr', () => {
  it('overlaps in both directions or in none', () => {
    fc.assert(fc.property(cidr, cidr, (a, b) => isOverlapping(a, b) === isOverlapping(b, a)));
  });

  it('overlaps exactly where one range holds the other', () => {
    fc.assert(fc.property(cidr, cidr, (a, b) => isOverlapping(a, b) === (isInside(a, b) || isInside(b, a))));
  });

  it('is written one way', () => {
    fc.assert(
      fc.property(cidr, (range) => {
        expect(parseCidr(formatCidr(range))).toEqual(range);
      }),
    );
  });

  it.each(['10.0.0.0', '10.0.0/8', '256.0.0.0/8', '10.0.0.0/33', 'fd00::/8', ''])('%s is none', (text) => {
    expect(parseCidr(text)).toBeUndefined();
  });

  it('drops bits below the prefix', () => {
    expect(formatCidr(parseCidr('10.1.2.3/8')!)).toBe('10.0.0.0/8');
  });

  it('knows the private ranges', () => {
    expect(['10.9.0.0/16', '172.31.0.0/16', '192.168.1.0/24'].map((text) => isPrivate(parseCidr(text)!))).toEqual([
      true,
      true,
      true,
    ]);
    expect(['11.0.0.0/8', '172.32.0.0/16', '8.0.0.0/5'].map((text) => isPrivate(parseCidr(text)!))).toEqual([
      false,
      false,
      false,
    ]);
  });
});
