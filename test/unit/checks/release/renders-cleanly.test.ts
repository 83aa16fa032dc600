import {describe, expect, it} from 'vitest';
import {rendersCleanly} from '../../../../src/checks/release/renders-cleanly.js';
import type {Diagnostic} from '../../../../src/model/diagnostic.js';
import type {CheckInputs} from '../../../../src/model/finding.js';

const release = {
  name: 'shakudo-platform',
  version: '2023.12',
  chart: {path: 'chart', releaseName: 'platform'},
  images: ['a', 'b'],
  manifests: [{}],
};
const evaluate = (value: readonly Diagnostic[]) =>
  rendersCleanly.evaluate({
    release,
    facts: {'release-rendering': {state: 'known', value}},
  } as unknown as CheckInputs);
const diagnostic = (code: string, more: Partial<Diagnostic> = {}): Diagnostic => ({
  code,
  summary: 'A token reaches a manifest.',
  detail: 'TOREPLACEDOMAIN',
  tries: [{text: 'Set it.'}],
  blame: 'user',
  ...more,
});

describe('release/renders-cleanly', () => {
  it('passes a release without a complaint', () => {
    expect(evaluate([])).toMatchObject([
      {verdict: 'pass', observed: 'the chart and 1 directories of manifests; 2 images'},
    ]);
  });

  it('fails for each error, at its place, and warns for the rest', () => {
    const found = evaluate([
      diagnostic('SHK_RELEASE_E0110', {location: {file: 'templates/a.yaml', line: 7}}),
      diagnostic('SHK_RELEASE_W0110', {field: 'sso.provider'}),
    ]);
    expect(found).toMatchObject([
      {
        verdict: 'fail',
        resource: 'templates/a.yaml:7',
        observed: 'A token reaches a manifest. TOREPLACEDOMAIN (SHK_RELEASE_E0110)',
      },
      {verdict: 'warn', resource: 'sso.provider'},
    ]);
  });
});
