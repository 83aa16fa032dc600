import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {releaseCodes} from '../../../src/release/release-codes.js';

const ROOT = 'src/release';
const sources = readdirSync(ROOT, {recursive: true, encoding: 'utf8'})
  .filter((path) => path.endsWith('.ts') && path !== 'release-codes.ts')
  .map((path) => readFileSync(join(ROOT, path), 'utf8'))
  .join('\n');

it('uses every code that it lists', () => {
  expect(Object.keys(releaseCodes).filter((code) => !sources.includes(`'${code}'`))).toEqual([]);
});

it('numbers errors and warnings without a gap', () => {
  for (const letter of ['E', 'W']) {
    const numbers = Object.keys(releaseCodes).flatMap(
      (code) => new RegExp(`_${letter}(\\d{4})$`).exec(code)?.[1] ?? [],
    );
    expect(numbers.map(Number)).toEqual(numbers.map((_, index) => index + 1));
  }
});
