import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {isInsideWindow, parseKubernetesWindow, selectWindowMinor} from '../../../src/release/kubernetes-window.js';

describe('parseKubernetesWindow', () => {
  it.each([
    ['>=1.25 <1.28', '1.25', '1.28'],
    ['>=1.25.0-0 <1.28.0-0', '1.25', '1.28'],
    ['>= 1.25.0, < 1.28.0', '1.25', '1.28'],
    ['>=1.25.0-0', '1.25', undefined],
    ['>1.24 <=1.27', '1.25', '1.28'],
    ['>=1.25.3 <1.27.5', '1.25', '1.28'],
    ['1.27.x', '1.27', '1.28'],
    ['~1.27', '1.27', '1.28'],
    ['^1.25', '1.25', '2.0'],
    ['<1.28', '0.0', '1.28'],
    ['v1.26', '1.26', '1.27'],
  ])('reads %s', (range, minimum, below) => {
    const reading = parseKubernetesWindow(range);
    expect(reading).toEqual({window: {range, minimum, ...(below === undefined ? {} : {below})}});
  });

  it.each(['', 'any', '>=1', '1.25 || 1.27', '>=1.25 <next'])('refuses %j', (range) => {
    expect(parseKubernetesWindow(range)).toEqual({problem: 'unreadable'});
  });

  it.each(['>=1.28 <1.25', '>=1.25 <1.25', '>1.27 <1.28', '1.25 1.26'])('finds nothing in %s', (range) => {
    expect(parseKubernetesWindow(range)).toEqual({problem: 'empty'});
  });

  it('holds exactly the versions from its lower to below its upper end', () => {
    const minor = fc.integer({min: 0, max: 40});
    fc.assert(
      fc.property(minor, minor, minor, fc.integer({min: 0, max: 20}), (lower, upper, at, patch) => {
        const reading = parseKubernetesWindow(`>=1.${lower} <1.${upper}`);
        if (lower >= upper) {
          expect(reading).toEqual({problem: 'empty'});
          return;
        }
        if (!('window' in reading)) throw new Error('no window');
        const isInside = at >= lower && at < upper;
        expect(isInsideWindow(reading.window, `1.${at}.${patch}-gke.100`)).toBe(isInside);
        expect(isInsideWindow(reading.window, selectWindowMinor(reading.window))).toBe(true);
      }),
    );
  });

  it('takes nothing for a version that is none', () => {
    const window = {range: '>=1.25', minimum: '1.25'};
    expect(isInsideWindow(window, 'latest')).toBe(false);
    expect(isInsideWindow(window, '1.30')).toBe(true);
    expect(selectWindowMinor(window)).toBe('1.25');
  });
});
