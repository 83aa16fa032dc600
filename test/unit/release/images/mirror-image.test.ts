import {describe, expect, it} from 'vitest';
import {parseImageReference} from '../../../../src/model/image-reference.js';
import {exchangeImages, selectManifestImages} from '../../../../src/release/images/manifest-images.js';
import {findMirrorClashes, selectMirror} from '../../../../src/release/images/mirror-image.js';

const digest = `sha256:${'a'.repeat(64)}`;
const manifest = {
  file: 'a.yaml',
  line: 1,
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  name: 'a',
  object: {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {name: 'a', annotations: {note: 'quay.io/a/b:1 is nice'}},
    spec: {
      template: {
        spec: {
          initContainers: [{name: 'i', image: 'busybox:1'}],
          containers: [
            {name: 'c', image: 'quay.io/a/b:1', args: ['--solver-image=quay.io/a/solver:1', '--address=quay.io/none']},
          ],
        },
      },
    },
  },
};

describe('selectMirror', () => {
  const exchange = selectMirror('europe-docker.pkg.dev/p/r/');

  it.each([
    ['docker.io/bitnami/redis:6', 'europe-docker.pkg.dev/p/r/bitnami/redis:6'],
    ['busybox:1', 'europe-docker.pkg.dev/p/r/library/busybox:1'],
    [`gcr.io/a/b@${digest}`, `europe-docker.pkg.dev/p/r/a/b@${digest}`],
  ])('puts %s below the registry', (image, wanted) => expect(exchange(image)).toBe(wanted));

  it('leaves everything as it is without one', () => expect(selectMirror('')('busybox')).toBe('busybox'));
});

describe('findMirrorClashes', () => {
  const references = (...images: string[]) => images.map((image) => parseImageReference(image)!);

  it('finds images of two registries with one name', () => {
    expect(findMirrorClashes(references('quay.io/a/b:1', 'gcr.io/a/b:1', 'quay.io/a/b:2'))).toHaveLength(1);
  });

  it('finds none where the same image stands twice', () => {
    expect(findMirrorClashes(references('busybox:1', 'docker.io/library/busybox:1'))).toEqual([]);
  });
});

describe('images of a manifest', () => {
  it('are those of containers and those that programs are told to start', () => {
    expect(selectManifestImages(manifest)).toEqual(['busybox:1', 'quay.io/a/b:1', 'quay.io/a/solver:1']);
  });

  it('are exchanged where they stand whole, and nowhere else', () => {
    const exchanged = exchangeImages(manifest, selectMirror('m.example/x'));
    expect(selectManifestImages(exchanged)).toEqual([
      'm.example/x/library/busybox:1',
      'm.example/x/a/b:1',
      'm.example/x/a/solver:1',
    ]);
    expect(JSON.stringify(exchanged)).toContain('quay.io/a/b:1 is nice');
    expect(JSON.stringify(exchanged)).toContain('--address=quay.io/none');
  });
});
