import {describe, expect, it} from 'vitest';
import type {NodeSelectorNeed} from '../../../src/model/release.js';
import {parseRelease} from '../../../src/release/parse-release.js';
import {selectPoolValues} from '../../../src/release/select-pool-values.js';
import {SAMPLE_RELEASE} from './sample-release.js';

const {release} = parseRelease(SAMPLE_RELEASE, 'release.yaml', {name: 'c', version: '1'});
const given = (...nodeSelectors: NodeSelectorNeed[]) => ({...release!, nodeSelectors});
const pools = [{'x/type': 'core', zone: 'a'}, {'x/type': 'system'}];

describe('selectPoolValues', () => {
  it('has nothing to change where every need is met', () => {
    const needs = given(
      {key: 'x/type', values: ['other', 'system'], workloads: []},
      {key: 'zone', values: ['a'], workloads: []},
    );
    expect(selectPoolValues(needs, pools)).toEqual({extraValues: {}, diagnostics: []});
  });

  it("exchanges a label for the first pool's where the values say it", () => {
    const needs = given(
      {key: 'x/type', values: ['jobs'], workloads: ['Job a/b'], path: 'select.default'},
      {key: 'x/type', values: ['monitor'], workloads: [], path: 'select.monitor'},
    );
    const {extraValues, diagnostics} = selectPoolValues(needs, pools);
    expect(extraValues).toEqual({select: {default: 'core', monitor: 'core'}});
    expect(diagnostics.map(({code, summary}) => [code, summary])).toEqual([
      ['SHK_RELEASE_W0007', 'No pool carries x/type=jobs: select.default is set to core'],
      ['SHK_RELEASE_W0007', 'No pool carries x/type=monitor: select.monitor is set to core'],
    ]);
  });

  it('makes an error of what cannot be exchanged', () => {
    const needs = given(
      {key: 'x/type', values: ['jobs'], workloads: ['Job a/b']},
      {key: 'gpu', values: ['t4'], workloads: [], path: 'select.gpu'},
    );
    const {extraValues, diagnostics} = selectPoolValues(needs, pools);
    expect(extraValues).toEqual({});
    expect(diagnostics.map(({code, detail}) => [code, detail])).toEqual([
      ['SHK_RELEASE_E0018', 'Asked for by Job a/b.'],
      ['SHK_RELEASE_E0018', undefined],
    ]);
  });
});
