import fc from 'fast-check';
import {expect, it} from 'vitest';
import {formatCanonical} from '../../../src/model/format-canonical.js';
import {isEqual} from '../../../src/model/is-equal.js';

it('says what canonical texts would say', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      expect(isEqual(one, structuredClone(one))).toBe(true);
      expect(isEqual(one, other)).toBe(formatCanonical(one) === formatCanonical(other));
    }),
  );
});

it('takes an undefined key for an absent one, and a list for no record', () => {
  expect(isEqual({a: 1, b: undefined}, {a: 1})).toBe(true);
  expect(isEqual({a: 1}, {a: 1, b: undefined})).toBe(true);
  expect(isEqual({a: 1}, {a: 1, b: null})).toBe(false);
  expect(isEqual([], {})).toBe(false);
  expect(isEqual([1, 2], [1])).toBe(false);
});
