import {describe, expect, it} from 'vitest';
import {findTokenLeaks} from '../../../src/release/find-token-leaks.js';
import {parseManifests} from '../../../src/release/parse-manifests.js';
import {parseRendered} from '../../../src/release/parse-rendered.js';
import {findTokens} from '../../../src/release/values/find-tokens.js';

describe('findTokens', () => {
  it('places tokens, and tells comments from values', () => {
    const text =
      '#a: TOREPLACEA\nb: "x # TOREPLACEB" # TOREPLACEC\nc: it#TOREPLACED\nd: it\'s # TOREPLACEE\ne: @KEY@\n';
    expect(findTokens(text, ['@KEY@'])).toEqual([
      {token: 'TOREPLACEA', line: 1, column: 5, isComment: true},
      {token: 'TOREPLACEB', line: 2, column: 9, isComment: false},
      {token: 'TOREPLACEC', line: 2, column: 23, isComment: true},
      {token: 'TOREPLACED', line: 3, column: 7, isComment: false},
      {token: 'TOREPLACEE', line: 4, column: 11, isComment: true},
      {token: '@KEY@', line: 5, column: 4, isComment: false},
    ]);
  });
});

describe('findTokenLeaks', () => {
  const values = {file: 'values.yaml', text: '# TOREPLACEA\na: TOREPLACEA\nb: TOREPLACEB\n#c: TOREPLACEC\n'};
  const {manifests} = parseRendered(
    '# Source: c/templates/cm.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: cm, namespace: core}\ndata: {k: TOREPLACEA, z: TOREPLACEZ}\n',
  );

  it('makes an error of what reaches an object, at the line of the values', () => {
    const errors = findTokenLeaks(values, manifests).filter((diagnostic) => diagnostic.code.includes('_E'));
    expect(errors).toMatchObject([
      {
        code: 'SHK_RELEASE_E0010',
        summary: 'TOREPLACEA was not replaced and reaches ConfigMap core/cm',
        location: {file: 'values.yaml', line: 2, column: 4},
      },
      {code: 'SHK_RELEASE_E0010', location: {file: 'c/templates/cm.yaml', line: 2}},
    ]);
  });

  it('warns of what is left and reaches nothing', () => {
    const warnings = findTokenLeaks(values, manifests).filter((diagnostic) => diagnostic.code.includes('_W'));
    expect(warnings.map(({code, location}) => [code, location?.line])).toEqual([
      ['SHK_RELEASE_W0002', 3],
      ['SHK_RELEASE_W0002', 4],
    ]);
  });

  it('looks into the encoded data of secrets', () => {
    const data = Buffer.from('key TOREPLACEB').toString('base64');
    const secret = parseManifests([
      {path: 'x', text: `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {k: ${data}}\n`},
    ]);
    const [error] = findTokenLeaks(values, secret.manifests);
    expect(error).toMatchObject({summary: 'TOREPLACEB was not replaced and reaches Secret s', location: {line: 3}});
  });
});
