import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {parseDocument} from 'yaml';
import {extractJsonLines, MARK} from '../../../src/release/manifests/json-lines.js';
import {readKubernetesYaml} from '../../../src/release/manifests/kubernetes-yaml.js';

const LONG = JSON.stringify({text: 'x'.repeat(300), list: [1, null, true, {on: 'yes'}]});
const read = (text: string) => readKubernetesYaml({text, line: 1});
const plain = (text: string) => parseDocument(text, {uniqueKeys: false}).toJS();

describe('extractJsonLines', () => {
  it('takes long values out, and short ones and what is no JSON not', () => {
    const text = `a: ${LONG}\n- b: ${LONG}\n# c: ${LONG}\nd: {e: ${LONG}}\nf: {"g": 1}\n`;
    expect(extractJsonLines(text).values).toEqual([LONG, LONG]);
  });
});

describe('readKubernetesYaml with JSON inside', () => {
  it.each([
    ['a value', `a: ${LONG}\nb: 1\n`],
    ['an item', `a:\n  - b: ${LONG}\n    c: 1\n`],
    ['a value within braces', `a: {\n  b: ${LONG}\n}\n`],
    ['a line of a block', `a: |\n  b: ${LONG}\n  c\nd: 1\n`],
    ['a line of a quoted text', `a: 'first\n  b: ${LONG}\n  last'\n`],
    ['a line of a text in double quotes', `a: "first\n  b: ${LONG.replaceAll('"', '')}\n  last"\n`],
    ['a text with a mark of its own', `a: ${LONG}\nb: ${MARK}0${MARK}\n`],
  ])('reads %s', (_, text) => {
    expect(read(text).errors).toEqual([]);
    expect(JSON.stringify(read(text).value)).toBe(JSON.stringify(plain(text)));
  });

  it('reads the large definitions of the reference release as they stand', () => {
    for (const directory of ['crds', 'prometheus-1']) {
      const path = join('templates/platform/static', directory);
      for (const name of readdirSync(path).filter((file) => file.startsWith('custom'))) {
        const text = readFileSync(join(path, name), 'utf8');
        expect(JSON.stringify(read(text).value) === JSON.stringify(plain(text)), name).toBe(true);
      }
    }
  });

  it('reads any JSON as JSON', () => {
    const value = fc.jsonValue({maxDepth: 3}).map((inner) => JSON.stringify({pad: ' '.repeat(250), inner}));
    fc.assert(
      fc.property(fc.array(value, {minLength: 1, maxLength: 3}), (values) => {
        const text = values.map((json, index) => `k${index}: ${json}\n`).join('');
        const expected = Object.fromEntries(values.map((json, index) => [`k${index}`, JSON.parse(json)]));
        expect(read(text).value).toEqual(expected);
      }),
    );
  });
});
