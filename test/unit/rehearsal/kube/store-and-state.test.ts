import {expect, test} from 'vitest';
import {createManualClock} from '../../../../src/rehearsal/clock/virtual-clock.js';
import {createApiServer} from '../../../../src/rehearsal/kube/create-api-server.js';
import type {KubeWatchEvent} from '../../../../src/rehearsal/seams/kube-transport.js';
import {smallPod, startServer} from './start-server.js';

test('a snapshot restores objects, definitions, keys and the revision', async () => {
  const {server, send, clock} = await startServer();
  await send('POST', '/api/v1/namespaces/demo/pods', smallPod('p'));
  const spec = {
    group: 'example.com',
    scope: 'Cluster',
    names: {plural: 'things', kind: 'Thing'},
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {openAPIV3Schema: {type: 'object', 'x-kubernetes-preserve-unknown-fields': true}},
      },
    ],
  };
  await send('POST', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', {
    metadata: {name: 'things.example.com'},
    spec,
  });
  await send('POST', '/apis/example.com/v1/things', {metadata: {name: 't'}, any: 1});
  const authority = server.readAuthority();
  const state = JSON.parse(JSON.stringify(server.snapshot()));
  const restored = createApiServer({clock, seed: 2, gitVersion: 'v1.27.3-gke.100', state});
  const transport = restored.localTransport('admin');
  expect((await transport.request({method: 'GET', path: '/apis/example.com/v1/things/t'})).body.any).toBe(1);
  expect(restored.readAuthority()).toBe(authority);
  const before = await send('GET', '/api/v1/namespaces/demo/pods');
  const after = await transport.request({method: 'GET', path: '/api/v1/namespaces/demo/pods'});
  expect(after.body).toEqual(before.body);
  const events: KubeWatchEvent[] = [];
  await transport.watch(
    '/api/v1/pods?watch=1&resourceVersion=3',
    (event) => events.push(event),
    new AbortController().signal,
  );
  expect(events.map(({type, object}) => [type, object.code])).toEqual([['ERROR', 410]]);
});

test('pages of a list show the state in which the list began', async () => {
  const {send} = await startServer();
  for (const name of ['a', 'b', 'c']) await send('POST', '/api/v1/namespaces/demo/configmaps', {metadata: {name}});
  const first = await send('GET', '/api/v1/namespaces/demo/configmaps?limit=2');
  expect(first.body.metadata.remainingItemCount).toBe(1);
  await send('DELETE', '/api/v1/namespaces/demo/configmaps/c');
  const second = await send(
    'GET',
    `/api/v1/namespaces/demo/configmaps?limit=2&continue=${first.body.metadata.continue}`,
  );
  expect(second.body.items.map(({metadata}: {metadata: {name: string}}) => metadata.name)).toEqual(['c']);
});

test('a watch with selectors tells of objects that begin or cease to match', async () => {
  const {send, server} = await startServer();
  const events: string[] = [];
  const abort = new AbortController();
  const ended = server
    .localTransport('admin')
    .watch(
      '/api/v1/namespaces/demo/configmaps?watch=1&labelSelector=a%3Db',
      ({type, object}) => events.push(`${type} ${object.metadata.name}`),
      abort.signal,
    );
  await send('POST', '/api/v1/namespaces/demo/configmaps', {metadata: {name: 'x'}});
  const label = (value: string | null) =>
    send(
      'PATCH',
      '/api/v1/namespaces/demo/configmaps/x',
      {metadata: {labels: {a: value}}},
      'application/merge-patch+json',
    );
  await label('b');
  await label(null);
  abort.abort();
  await ended;
  expect(events).toEqual(['ADDED x', 'DELETED x']);
});

test('a watch-list ends its initial events with a bookmark where the version serves it, and is refused before', async () => {
  const path =
    '/api/v1/namespaces?watch=1&sendInitialEvents=true&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan';
  const watch = async (gitVersion: string) => {
    const {server} = await startServer({gitVersion});
    const events: KubeWatchEvent[] = [];
    const abort = new AbortController();
    const ended = server.localTransport('admin').watch(path, (event) => events.push(event), abort.signal);
    await new Promise((resolve) => setImmediate(resolve));
    abort.abort();
    await ended;
    return events;
  };
  expect((await watch('v1.33.5-gke.100')).at(-1)?.object.metadata.annotations).toEqual({
    'k8s.io/initial-events-end': 'true',
  });
  expect((await watch('v1.27.3-gke.100')).map(({object}) => object.code)).toEqual([422]);
});

test('an object with finalizers stays until they are gone', async () => {
  const {send} = await startServer();
  await send('POST', '/api/v1/namespaces/demo/configmaps', {
    metadata: {name: 'held', finalizers: ['example.com/hold']},
  });
  expect((await send('DELETE', '/api/v1/namespaces/demo/configmaps/held')).body.metadata.deletionTimestamp).toBe(
    '2023-12-04T10:00:00Z',
  );
  expect((await send('GET', '/api/v1/namespaces/demo/configmaps/held')).status).toBe(200);
  await send(
    'PATCH',
    '/api/v1/namespaces/demo/configmaps/held',
    {metadata: {finalizers: null}},
    'application/merge-patch+json',
  );
  expect((await send('GET', '/api/v1/namespaces/demo/configmaps/held')).status).toBe(404);
});

test('events vanish an hour after they were last seen', async () => {
  const {send, clock} = await startServer();
  await send('POST', '/api/v1/namespaces/demo/events', {
    metadata: {name: 'e'},
    involvedObject: {kind: 'Pod', name: 'p', namespace: 'demo'},
    lastTimestamp: '2023-12-04T10:00:00Z',
  });
  await clock.advance(59 * 60_000);
  expect((await send('GET', '/api/v1/namespaces/demo/events/e')).status).toBe(200);
  await clock.advance(10 * 60_000);
  expect((await send('GET', '/api/v1/namespaces/demo/events/e')).status).toBe(404);
});

test('services get addresses and ports of their own, and keep them', async () => {
  const {send} = await startServer({serviceCidr: '10.4.0.0/20'});
  const created = await send('POST', '/api/v1/namespaces/demo/services', {
    metadata: {name: 's'},
    spec: {type: 'NodePort', ports: [{port: 80}]},
  });
  expect(created.body.spec.clusterIP).toMatch(/^10\.4\.\d+\.\d+$/);
  expect(created.body.spec.ports[0]).toMatchObject({
    port: 80,
    targetPort: 80,
    protocol: 'TCP',
    nodePort: expect.any(Number),
  });
  const {clusterIP} = created.body.spec;
  const other = await send('POST', '/api/v1/namespaces/demo/services', {
    metadata: {name: 't'},
    spec: {clusterIP, ports: [{port: 80}]},
  });
  expect(other.body.message).toContain(`failed to allocate IP ${clusterIP}: provided IP is already allocated`);
  const outside = await send('POST', '/api/v1/namespaces/demo/services', {
    metadata: {name: 'u'},
    spec: {clusterIP: '10.9.9.9', ports: [{port: 80}]},
  });
  expect(outside.body.message).toContain('is not in the valid range');
});

test('a version that is not known or served is refused, never guessed', async () => {
  const {send} = await startServer();
  expect((await send('GET', '/metrics')).status).toBe(501);
  expect((await send('POST', '/api/v1/namespaces/demo/pods', smallPod('p'))).status).toBe(201);
  expect((await send('GET', '/api/v1/namespaces/demo/pods/p/exec')).status).toBe(501);
  expect(() => createApiServer({clock: createManualClock(0), seed: 1, gitVersion: 'x'})).toThrow(/not a version/);
});
