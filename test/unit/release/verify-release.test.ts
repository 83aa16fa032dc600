import {describe, expect, it} from 'vitest';
import type {Release} from '../../../src/model/release.js';
import {checkSettings} from '../../../src/release/check-settings.js';
import {parseManifests} from '../../../src/release/parse-manifests.js';
import {parseRelease} from '../../../src/release/parse-release.js';
import {readManifests} from '../../../src/release/read-manifests.js';
import {selectNamespaces} from '../../../src/release/select-namespaces.js';
import {verifyRelease} from '../../../src/release/verify-release.js';
import {MemoryReleaseFiles} from './memory-release-files.js';
import {SAMPLE_RELEASE} from './sample-release.js';

const release: Release = parseRelease(SAMPLE_RELEASE, 'release.yaml', {name: 'c', version: '1'}).release!;
const read = (path: string, text: string) => parseManifests([{path, text}]).manifests;
const API = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: api-1, namespace: core}\n';

function brief(statics: string, rendered: string, prefix = '') {
  const objects = {statics: read('s.yaml', statics), rendered: read('r.yaml', rendered), prefix};
  return verifyRelease(release, objects).map(({code, summary}) => `${code} ${summary}`);
}

describe('verifyRelease', () => {
  it('has nothing to say of a release that holds together', () => {
    expect(brief('', `${API}spec: {template: {spec: {containers: [{name: a, image: "a:1"}]}}}\n`)).toEqual([]);
    expect(brief('', `${API.replace('namespace: core', 'namespace: blue-core')}`, 'blue')).toEqual([]);
  });

  it('names containers without an image, and images that may change', () => {
    const containers = '{name: a}, {name: b, image: " "}, {name: c, image: "a:latest"}, {name: d, image: "h:5000/d"}';
    expect(brief('', `${API}spec: {template: {spec: {containers: [${containers}]}}}\n`)).toEqual([
      'SHK_RELEASE_E0013 The container a of Deployment core/api-1 has no image',
      'SHK_RELEASE_E0013 The container b of Deployment core/api-1 has no image',
      'SHK_RELEASE_W0004 The image a:latest of Deployment core/api-1 may change under its name',
      'SHK_RELEASE_W0004 The image h:5000/d of Deployment core/api-1 may change under its name',
      'SHK_RELEASE_W0006 The release does not name the image a:latest of Deployment core/api-1',
      'SHK_RELEASE_W0006 The release does not name the image h:5000/d of Deployment core/api-1',
    ]);
  });

  it('knows an image by what follows its registry', () => {
    const images = (image: string) =>
      brief('', `${API}spec: {template: {spec: {containers: [{name: a, image: "${image}"}]}}}\n`).length;
    expect(['a:1', 'mirror.example/eu/a:1', 'mirror.example/a:2', 'x-a:1'].map(images)).toEqual([0, 0, 1, 1]);
  });

  it('names objects that are applied before helm would make them', () => {
    expect(brief(API, API)).toEqual([
      'SHK_RELEASE_E0016 Deployment core/api-1 stands in the chart and among the manifests',
    ]);
  });

  it('names namespaces that nobody makes, and critical workloads that are not there', () => {
    const account = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a, namespace: elsewhere}\n';
    expect(brief('', account)).toEqual([
      'SHK_RELEASE_E0017 Objects are put into the namespace elsewhere, which nobody makes',
      'SHK_RELEASE_W0005 The release calls Deployment core/api critical and does not hold it',
    ]);
  });
});

describe('checkSettings', () => {
  it('refuses what the release cannot do and must not leave undone', () => {
    const diagnostics = checkSettings(release, {
      domain: 'a.b',
      namespacePrefix: 'blue',
      createsIstio: false,
      acmeEmail: 'a@b',
    });
    expect(diagnostics.map(({code, summary}) => [code, summary.split(':')[0]])).toEqual([
      ['SHK_RELEASE_E0012', 'sample 1 has no place for domain'],
      ['SHK_RELEASE_E0012', 'sample 1 has no place for namespacePrefix'],
      ['SHK_RELEASE_E0012', 'sample 1 has no place for createsIstio'],
    ]);
  });

  it('lets pass what every release does anyway', () => {
    expect(checkSettings(release, {namespacePrefix: '', createsIstio: true, loadBalancerIsInternal: false})).toEqual(
      [],
    );
  });
});

describe('selectNamespaces', () => {
  it('names those that the installer makes, with the prefix where one goes', () => {
    expect(selectNamespaces(release, '')).toEqual(['core']);
    expect(selectNamespaces(release, 'blue')).toEqual(['blue-core']);
  });
});

describe('readManifests', () => {
  it('applies an object that stands twice once, first where it first stands, as it stands last', async () => {
    const map = (value: number) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {v: "${value}"}\n`;
    const directory = (path: string) => ({path, waitsFor: 'none', phase: 'before-chart', placeholders: []}) as const;
    const files = MemoryReleaseFiles({
      'one/a.yaml': map(1),
      'two/a.yaml': `${map(2)}---\n${map(2).replace('a}', 'b}')}`,
      'two/sub/c.yaml': map(3),
    });
    const reading = await readManifests(files, {...release, manifests: [directory('one'), directory('two')]}, {});
    expect(
      reading.directories.map((entry) => entry.manifests.map((manifest) => [manifest.name, manifest.object.data])),
    ).toEqual([[['a', {v: '2'}]], [['b', {v: '2'}]]]);
    expect(reading.diagnostics.map(({code, location}) => [code, location?.file])).toEqual([
      ['SHK_RELEASE_W0001', 'one/a.yaml'],
    ]);
  });
});
