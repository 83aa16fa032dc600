import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {parseRelease} from '../../../src/release/parse-release.js';
import {SAMPLE_RELEASE} from './sample-release.js';

const chart = {name: 'sample-chart', version: '0.1.0'};
const read = (text: string) => parseRelease(text, 'release.yaml', chart);
const brief = (text: string) =>
  read(text).diagnostics.map(({code, summary, location}) => [code, summary, location?.line, location?.column]);

describe('parseRelease', () => {
  it('reads a release, images sorted and once, prefixes known by the namespace', () => {
    const {release, diagnostics} = read(SAMPLE_RELEASE);
    expect(diagnostics).toEqual([]);
    expect(release).toMatchObject({
      kubernetes: {minimum: '1.25', below: '1.28'},
      chart: {path: 'chart', name: 'sample-chart', version: '0.1.0'},
      images: ['a:1', 'b:1'],
      criticalWorkloads: [{namePrefix: 'api', isPrefixed: true, labels: {}}],
      ingress: {isPrefixed: false},
      namespaces: [
        {name: 'core', isPrefixed: true, createdBy: 'installer'},
        {name: 'istio-system', isPrefixed: false, createdBy: 'chart'},
      ],
    });
  });

  it('reports everything at once, each where it stands', () => {
    const text = SAMPLE_RELEASE.replace('waitsFor: established', 'waitsFor: ever')
      .replace('kind: Release', 'kind: Relase')
      .replace('releaseName: sample', 'relaseName: sample')
      .replace('version: "1"\n', '')
      .replace('ports: [443]', 'ports: [70000]');
    expect(brief(text)).toEqual([
      ['SHK_RELEASE_E0003', 'kind is not what it has to be', 2, 7],
      ['SHK_RELEASE_E0003', 'version is missing', 1, 1],
      ['SHK_RELEASE_E0003', 'chart.releaseName is missing', 5, 8],
      ['SHK_RELEASE_E0003', 'chart.relaseName is not a field of a release', 5, 22],
      ['SHK_RELEASE_E0003', 'manifests[0].waitsFor is not what it has to be', 7, 35],
      ['SHK_RELEASE_E0003', 'ingress.ports[0] is not what it has to be', 14, 62],
    ]);
  });

  it('names the nearest field for one that is unknown', () => {
    const [diagnostic] = read(SAMPLE_RELEASE.replace('criticalWorkloads:', 'criticalWorkload:')).diagnostics.filter(
      (candidate) => candidate.summary.startsWith('criticalWorkload is'),
    );
    expect(diagnostic).toMatchObject({field: 'criticalWorkload', tries: [{text: 'Did you mean criticalWorkloads?'}]});
  });

  it.each([
    ['kubernetes: ">=1.28 <1.25"', 'No version of Kubernetes lies in >=1.28 <1.25'],
    ['kubernetes: newest', '"newest" is no window of Kubernetes versions'],
    ['kubernetes:', 'The release does not say which versions of Kubernetes it supports'],
    ['', 'The release does not say which versions of Kubernetes it supports'],
  ])('refuses a release whose window is %j', (line, summary) => {
    const reading = read(SAMPLE_RELEASE.replace('kubernetes: ">=1.25 <1.28"', line));
    expect(reading.release).toBeUndefined();
    expect(reading.diagnostics.map((diagnostic) => [diagnostic.code, diagnostic.summary])).toEqual([
      ['SHK_RELEASE_E0004', summary],
    ]);
  });

  it('refuses what is no YAML, with the place', () => {
    expect(brief('name: [a\nversion: 1\n')).toEqual([
      ['SHK_RELEASE_E0002', 'release.yaml is not valid YAML', expect.any(Number), expect.any(Number)],
    ]);
  });

  it.each(['', '[]', 'text'])('refuses %j', (text) => {
    expect(read(text).release).toBeUndefined();
    expect(read(text).diagnostics.length).toBeGreaterThan(0);
  });

  it('lets no path leave the release', () => {
    const text = SAMPLE_RELEASE.replace('path: static/crds', 'path: ../crds').replace('path: chart', 'path: /chart');
    expect(read(text).diagnostics.map((diagnostic) => [diagnostic.field, diagnostic.detail])).toEqual([
      ['chart.path', 'a path inside the release'],
      ['manifests[0].path', 'a path inside the release'],
    ]);
  });

  it('either reads a release or says where it is wrong, whatever is put into it', () => {
    const lines = SAMPLE_RELEASE.split('\n');
    const change = fc.record({
      at: fc.integer({min: 0, max: lines.length - 1}),
      to: fc.oneof(
        fc.constant(''),
        fc.string(),
        fc.jsonValue({maxDepth: 1}).map((value) => `x: ${JSON.stringify(value)}`),
      ),
      keepsKey: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(change, {minLength: 1, maxLength: 3}), (changes) => {
        const changed = [...lines];
        for (const {at, to, keepsKey} of changes) {
          const key = /^\s*[\w-]+:/.exec(lines[at]!)?.[0];
          changed[at] = keepsKey && key ? `${key} ${to.replace(/^x: /, '')}` : to;
        }
        const text = changed.join('\n');
        const {release, diagnostics} = read(text);
        expect(release === undefined).toBe(diagnostics.length > 0);
        for (const {location} of diagnostics) {
          expect(location?.file).toBe('release.yaml');
          expect(location?.line).toBeLessThanOrEqual(text.split('\n').length);
        }
      }),
      {numRuns: 300},
    );
  });
});
