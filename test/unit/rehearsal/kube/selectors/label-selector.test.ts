import {expect, test} from 'vitest';
import {isLabelMatch, readLabelSelector} from '../../../../../src/rehearsal/kube/selectors/label-selector.js';

const labels = {app: 'web', tier: 'a'};

test.each([
  ['app=web', true],
  ['app==web,tier!=b', true],
  ['tier in (a, b),!missing', true],
  ['tier notin (a)', false],
  ['missing', false],
  ['app', true],
  ['', true],
])('%s', (selector, expected) => expect(isLabelMatch(readLabelSelector(selector), labels)).toBe(expected));

test.each(['a===b', 'a in b', '!', 'a in (b', 'a=b,'])('%s cannot be read', (selector) =>
  expect(() => readLabelSelector(selector)).toThrow(/unable to parse requirement/),
);
