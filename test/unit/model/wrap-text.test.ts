import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {wrapText} from '../../../src/model/wrap-text.js';

describe('wrapText', () => {
  it('breaks at spaces, and leaves a word that is too long whole', () => {
    expect(wrapText('see /a/very/long/path now', 10, 2)).toEqual(['see', '/a/very/long/path', 'now']);
  });

  it('keeps the line breaks of the text', () => {
    expect(wrapText('one\n\ntwo', 80, 0)).toEqual(['one', '', 'two']);
  });

  it('loses no word and exceeds the width by words alone', () => {
    const word = fc.stringMatching(/^[a-z/]{1,30}$/);
    fc.assert(
      fc.property(fc.array(word, {minLength: 1}), fc.integer({min: 1, max: 120}), (words, columns) => {
        const lines = wrapText(words.join(' '), columns, 0);
        expect(lines.join(' ')).toBe(words.join(' '));
        for (const line of lines) expect(line.length <= columns || !line.includes(' ')).toBe(true);
      }),
    );
  });
});
