import {describe, expect, it} from 'vitest';
import {selectPalette} from '../../../src/cli/select-palette.js';
import {colouredPalette, plainPalette} from '../../../src/render/palette.js';

const terminal = {isTTY: true};
const pipe = {};

describe('selectPalette', () => {
  it.each([
    ['a terminal', terminal, {}, colouredPalette],
    ['a pipe', pipe, {}, plainPalette],
    ['a pipe of a pipeline', pipe, {CI: 'true', GITHUB_ACTIONS: 'true'}, plainPalette],
    ['a terminal that cannot', terminal, {TERM: 'dumb'}, plainPalette],
    ['a terminal of somebody who wants none', terminal, {NO_COLOR: '1'}, plainPalette],
    ['an empty NO_COLOR', terminal, {NO_COLOR: ''}, colouredPalette],
    ['a pipe of somebody who wants them', pipe, {FORCE_COLOR: '1'}, colouredPalette],
    ['a terminal of FORCE_COLOR=0', terminal, {FORCE_COLOR: '0'}, plainPalette],
    ['both wishes', terminal, {NO_COLOR: '1', FORCE_COLOR: '1'}, plainPalette],
  ])('%s', (_, stream, env, palette) => {
    expect(selectPalette(stream, env)).toBe(palette);
  });
});
