import {stripVTControlCharacters} from 'node:util';
import {describe, expect, it} from 'vitest';
import {colouredPalette, plainPalette} from '../../src/render/palette.js';
import {paintFrames} from '../fixtures/paint-frames.js';

const plain = paintFrames(plainPalette);
const coloured = paintFrames(colouredPalette);

describe('what a run looks like', () => {
  it.each(Object.keys(plain))('%s', async (name) => {
    await expect(`${plain[name]}\n`).toMatchFileSnapshot(`frames/${name}.txt`);
  });

  it.each(Object.keys(plain))('%s says the same with colours and without', (name) => {
    expect(plain[name]).not.toContain('\u001B');
    expect(stripVTControlCharacters(coloured[name] ?? '')).toBe(plain[name]);
  });

  it.each([40, 80, 120])('breaks prose at %i columns, and only what can be broken', (columns) => {
    const wide = Object.entries(plain)
      .filter(([name]) => name.endsWith(`-${columns}`))
      .flatMap(([, text]) => text.split('\n'))
      .filter((line) => line.length > columns);
    // Commands, places and addresses stay whole, so that they can be copied.
    const isWhole = (line: string) => /\/|--/.test(line);
    expect(wide.filter((line) => !isWhole(line))).toEqual([]);
  });
});
