import {describe, expect, it} from 'vitest';
import {
  formatReleaseReference,
  isReleaseReference,
  parseReleaseReference,
  selectReleaseContent,
} from '../../../src/model/release-artifact.js';

const digest = `sha256:${'a'.repeat(64)}`;
const holding = (...layers: readonly object[]) =>
  selectReleaseContent({mediaType: '', digest, text: JSON.stringify({layers})});
const layer = (mediaType: string, title?: string) => ({
  mediaType,
  digest,
  size: 1,
  ...(title === undefined ? {} : {annotations: {'org.opencontainers.image.title': title}}),
});

describe('a release in a registry', () => {
  it.each([
    [
      'oci://europe-docker.pkg.dev/acme/releases/shakudo:2024.01',
      'europe-docker.pkg.dev',
      'acme/releases/shakudo',
      '2024.01',
    ],
    ['oci://127.0.0.1:5000/shakudo', '127.0.0.1:5000', 'shakudo', 'latest'],
    ['oci://localhost/shakudo:1', 'localhost', 'shakudo', '1'],
  ])('is named by %s', (text, registry, repository, tag) => {
    expect(parseReleaseReference(text)).toEqual({registry, repository, tag});
    expect(isReleaseReference(text)).toBe(true);
  });

  it('is named by a digest that nobody can exchange', () => {
    const text = `oci://registry.example/a/b@${digest}`;
    const reference = parseReleaseReference(text);
    expect(reference).toEqual({registry: 'registry.example', repository: 'a/b', digest});
    expect(formatReleaseReference(reference!)).toBe(text);
  });

  it.each([
    'oci://',
    'oci://shakudo',
    'oci://acme/shakudo:1',
    'oci:./images',
    './release',
    'oci://registry.example/A:1',
  ])('is not named by %s', (text) => expect(parseReleaseReference(text)).toBeUndefined());

  it('is the archive that shakinstall, helm or oras put there', () => {
    expect(holding(layer('application/vnd.shakinstall.release.content.v1.tar+gzip'))).toBeDefined();
    const chart = layer('application/vnd.cncf.helm.chart.content.v1.tar+gzip');
    expect(holding(chart, layer('application/vnd.cncf.helm.chart.provenance.v1.prov'))).toEqual(chart);
    expect(holding(layer('application/vnd.oci.image.layer.v1.tar', 'release.tgz'))).toBeDefined();
  });

  it('is no image', () => {
    const gzip = 'application/vnd.oci.image.layer.v1.tar+gzip';
    expect(holding(layer(gzip))).toBeUndefined();
    expect(holding(layer(gzip, 'a.tgz'), layer(gzip, 'b.tgz'))).toBeUndefined();
    expect(selectReleaseContent({mediaType: '', digest, text: '{"manifests":[]}'})).toBeUndefined();
  });
});
