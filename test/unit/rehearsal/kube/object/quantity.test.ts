import fc from 'fast-check';
import {expect, test} from 'vitest';
import {formatCanonicalQuantity, parseQuantity} from '../../../../../src/rehearsal/kube/object/quantity.js';

test.each([
  ['1000m', '1'],
  ['0.5', '500m'],
  ['1024Mi', '1Gi'],
  ['1.5Gi', '1536Mi'],
  ['1e3', '1e3'],
  ['100', '100'],
  ['1000', '1k'],
  ['0', '0'],
  ['123456', '123456'],
])('%s is written as %s', (given, canonical) => expect(formatCanonicalQuantity(given)).toBe(canonical));

test.each(['', 'abc', '1.2.3', '10Qi', 'Mi'])('%s is no quantity', (text) =>
  expect(formatCanonicalQuantity(text)).toBeUndefined(),
);

test('the canonical form means the same amount and is stable', () => {
  fc.assert(
    fc.property(
      fc.integer({min: 0, max: 1_000_000}),
      fc.constantFrom('', 'm', 'k', 'M', 'Ki', 'Mi', 'Gi'),
      (number, suffix) => {
        const canonical = formatCanonicalQuantity(`${number}${suffix}`)!;
        expect(parseQuantity(canonical)).toBe(parseQuantity(`${number}${suffix}`));
        expect(formatCanonicalQuantity(canonical)).toBe(canonical);
      },
    ),
  );
});
