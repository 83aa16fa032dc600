import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {nearestWord} from '../../../src/model/nearest-word.js';

const words = [
  'deployment',
  'project',
  'location',
  'cluster',
  'nodePools',
  'gpuPools',
  'disks',
  'bucket',
  'namespaces',
  'domain',
  'support',
  'release',
];

const typo = fc
  .tuple(
    fc.constantFrom(...words),
    fc.nat(),
    fc.constantFrom('drop', 'add', 'swap', 'replace'),
    fc.constantFrom(...'qxz'),
  )
  .map(([word, at, kind, letter]) => {
    const index = at % word.length;
    const [before, after] = [word.slice(0, index), word.slice(index)];
    const edited = {
      drop: before + after.slice(1),
      add: before + letter + after,
      swap: before + (after[1] ?? '') + (after[0] ?? '') + after.slice(2),
      replace: before + letter + after.slice(1),
    }[kind];
    return {word, edited: edited as string};
  });

describe('nearestWord', () => {
  it('finds the word behind one typing error', () => {
    fc.assert(
      fc.property(typo, ({word, edited}) => {
        expect(nearestWord(edited, words)).toBe(word);
      }),
      {numRuns: 500},
    );
  });

  it('counts two neighbours that changed places as one error', () => {
    expect(nearestWord('mdoe', ['mode'])).toBe('mode');
    expect(nearestWord('iamge', ['image'])).toBe('image');
  });

  it('prefers what starts alike and does not guess wildly', () => {
    expect(nearestWord('mia', ['max', 'min'])).toBe('min');
    expect(nearestWord('colour', ['cluster', 'zone'])).toBeUndefined();
    expect(nearestWord('', ['a'])).toBe('a');
  });

  it('does not mind capitals', () => {
    expect(nearestWord('nodepools', words)).toBe('nodePools');
  });
});
