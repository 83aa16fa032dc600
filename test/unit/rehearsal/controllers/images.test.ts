import {describe, expect, it} from 'vitest';
import {createSeeded} from '../../../../src/rehearsal/controllers/core/seeded.js';
import {imageId, qualifiedImage} from '../../../../src/rehearsal/controllers/kubelet/container-status.js';
import {createImageStore} from '../../../../src/rehearsal/controllers/kubelet/image-store.js';
import {createFakeCloud} from './fake-cloud-side.js';

describe('images', () => {
  const store = createImageStore({seeded: createSeeded(1), cloud: createFakeCloud()});

  it.each([
    ['nginx', 'docker.io/library/nginx:latest'],
    ['bitnami/redis:6.2', 'docker.io/bitnami/redis:6.2'],
    ['quay.io/keycloak/keycloak:21.1', 'quay.io/keycloak/keycloak:21.1'],
    ['localhost:5000/x', 'localhost:5000/x:latest'],
    ['gcr.io/a/b@sha256:00', 'gcr.io/a/b@sha256:00'],
  ])('are known by their whole names: %s', (image, whole) => expect(qualifiedImage(image)).toBe(whole));

  it('have a digest of their own, or that which they were asked for by', () => {
    expect(imageId('nginx')).toMatch(/^docker\.io\/library\/nginx@sha256:[0-9a-f]{64}$/);
    expect(imageId('gcr.io/a/b:1@sha256:00')).toBe('gcr.io/a/b@sha256:00');
  });

  it('that cannot be had say why as containerd does', () => {
    expect(store.error('gcr.io/devsentient-infra/prod/dashboard-v3:2023.12.0')).toBeUndefined();
    expect(store.error('nginx:does-not-exist')).toBe(
      'rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/nginx:does-not-exist": failed to resolve reference "docker.io/library/nginx:does-not-exist": docker.io/library/nginx:does-not-exist: not found',
    );
    expect(store.error('registry.nowhere.example/x:1')).toMatch(
      /dial tcp: lookup registry\.nowhere\.example on 169\.254\.169\.254:53: no such host$/,
    );
    expect(store.error('NGINX:latest')).toBe(
      'couldn\'t parse image reference "NGINX:latest": invalid reference format',
    );
  });

  it('are pulled once a node, in the same time in every run of a seed', () => {
    const [first, second] = [
      store.pullMs('a', 'nginx'),
      createImageStore({seeded: createSeeded(1), cloud: createFakeCloud()}).pullMs('a', 'nginx'),
    ];
    expect(first).toBe(second);
    store.markPresent('a', 'nginx');
    expect(store.isPresent('a', 'docker.io/library/nginx:latest')).toBe(true);
    expect(store.isPresent('b', 'nginx')).toBe(false);
    expect(store.pullMs('a', 'nginx')).toBeLessThan(1_000);
  });
});
