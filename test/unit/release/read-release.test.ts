import {describe, expect, it} from 'vitest';
import {readRelease} from '../../../src/release/read-release.js';
import {MemoryReleaseFiles} from './memory-release-files.js';
import {SAMPLE_FILES, SAMPLE_RELEASE} from './sample-release.js';

async function brief(files: Readonly<Record<string, string>>) {
  const reading = await readRelease(MemoryReleaseFiles(files));
  return reading.diagnostics.map(({code, summary}) => [code, summary]);
}

function without(path: string): Record<string, string> {
  return Object.fromEntries(Object.entries(SAMPLE_FILES).filter(([name]) => name !== path));
}

describe('readRelease', () => {
  it('reads a release whose parts are all there', async () => {
    const reading = await readRelease(MemoryReleaseFiles(SAMPLE_FILES));
    expect(reading.diagnostics).toEqual([]);
    expect(reading.release).toMatchObject({name: 'sample', chart: {name: 'sample-chart'}});
  });

  it.each([
    ['chart/Chart.yaml', 'SHK_RELEASE_E0005', 'The chart of the release is missing: there is no chart/Chart.yaml'],
    ['static/crds/a.yaml', 'SHK_RELEASE_E0006', 'The release names static/crds, which holds no manifests'],
    ['template.yaml', 'SHK_RELEASE_E0007', 'The values template is missing: there is no template.yaml'],
  ])('misses %s', async (path, code, summary) => {
    expect(await brief(without(path))).toEqual([[code, summary]]);
  });

  it('refuses a directory with nothing, and one with a chart alone', async () => {
    expect(await brief({})).toEqual([['SHK_RELEASE_E0001', 'bundle holds neither release.yaml nor a chart']]);
    const reading = await readRelease(MemoryReleaseFiles({'Chart.yaml': 'name: a'}));
    expect(reading.diagnostics).toMatchObject([
      {summary: 'bundle holds a chart without release.yaml', tries: [{command: 'shakinstall release init bundle'}]},
    ]);
  });

  it('refuses a library, and a chart that is none', async () => {
    const library = {...SAMPLE_FILES, 'chart/Chart.yaml': 'apiVersion: v2\nname: a\nversion: 1.0.0\ntype: library\n'};
    expect(await brief(library)).toEqual([
      ['SHK_RELEASE_E0005', 'chart/Chart.yaml describes a library, which cannot be installed'],
    ]);
    expect(await brief({...SAMPLE_FILES, 'chart/Chart.yaml': 'name: a\n'})).toEqual([
      ['SHK_RELEASE_E0005', 'chart/Chart.yaml is not the description of a chart'],
      ['SHK_RELEASE_E0005', 'chart/Chart.yaml is not the description of a chart'],
    ]);
  });

  it('says what is wrong in release.yaml and in the chart at once', async () => {
    const files = {
      ...SAMPLE_FILES,
      'release.yaml': SAMPLE_RELEASE.replace('kubernetes: ">=1.25 <1.28"\n', ''),
      'chart/Chart.yaml': 'apiVersion: v2\nname: [\n',
    };
    const codes = (await brief(files)).map(([code]) => code);
    expect(codes).toContain('SHK_RELEASE_E0004');
    expect(codes).toContain('SHK_RELEASE_E0002');
  });
});
