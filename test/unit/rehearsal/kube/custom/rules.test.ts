import {expect, test} from 'vitest';
import {evaluateCel} from '../../../../../src/rehearsal/kube/cel/evaluate-cel.js';
import {parseCel} from '../../../../../src/rehearsal/kube/cel/parse-cel.js';
import {listUnservedRules, validateRules} from '../../../../../src/rehearsal/kube/custom/validate-rules.js';

const self = {
  min: 1,
  max: 3,
  name: 'web-1',
  tags: ['a', 'b'],
  ports: [{name: 'x', port: 80}],
  labels: {'a.b/c': '1'},
  host: 'a.example.com',
};

test.each([
  ['self.min <= self.max && self.max < 10', true],
  ["self.name.startsWith('web') && self.name.matches('^[a-z]+-[0-9]+$')", true],
  ["self.tags.all(t, t in ['a', 'b', 'c'])", true],
  ["self.ports.exists_one(p, p.name == 'x' && p.port > 79)", true],
  ['has(self.missing) || self.min == 1', true],
  ['has(self.missing) ? self.missing > 3 : true', true],
  ['!has(self.missing) && size(self.tags) == 2 && self.tags.size() == 2', true],
  ["self.labels['a.b/c'] == '1'", true],
  ['self.missing > 3 || true', true],
  ['self.max / 2 == 1 && 7 % 4 == 3 && -self.min == -1', true],
  ["self.tags.map(t, t + '!').join(',') == 'a!,b!'", true],
  ["self.host.split('.').filter(p, p != 'a')[0] == 'example'", true],
  ["duration('1m30s') > duration('80s')", true],
  ['self.tags.isSorted() && [3, 1].max() == 3', true],
  ['type(self.min) == int', undefined],
])('%s', (rule, expected) => {
  if (expected === undefined)
    expect(listUnservedRules({'x-kubernetes-validations': [{rule}]}, 'v1')[0]).toContain('it calls type');
  else expect(evaluateCel(parseCel(rule), {self})).toBe(expected);
});

const schema = {
  type: 'object',
  'x-kubernetes-validations': [{rule: 'self.min <= self.max', message: 'min must not exceed max'}],
  properties: {
    min: {type: 'integer'},
    max: {type: 'integer'},
    kind: {type: 'string', 'x-kubernetes-validations': [{rule: 'self == oldSelf', message: 'kind is immutable'}]},
  },
};

test('a rule that fails names the field, and transitions are judged on change only', () => {
  expect(validateRules({min: 3, max: 1}, undefined, schema, 'spec')).toEqual([
    {reason: 'FieldValueInvalid', field: 'spec', message: 'Invalid value: "object": min must not exceed max'},
  ]);
  expect(validateRules({min: 1, max: 2, kind: 'a'}, undefined, schema, 'spec')).toEqual([]);
  expect(validateRules({min: 1, max: 2, kind: 'b'}, {kind: 'a'}, schema, 'spec')[0]?.message).toBe(
    'Invalid value: "b": kind is immutable',
  );
});
