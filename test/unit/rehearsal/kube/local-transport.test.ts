import {expect, test} from 'vitest';
import {createManualClock} from '../../../../src/rehearsal/clock/virtual-clock.js';
import {createApiServer} from '../../../../src/rehearsal/kube/create-api-server.js';
import type {KubeWatchEvent} from '../../../../src/rehearsal/seams/kube-transport.js';

const createServer = () =>
  createApiServer({clock: createManualClock(Date.UTC(2023, 11, 4)), seed: 1, gitVersion: 'v1.27.3-gke.100'});

test('objects are created, read, patched, listed and deleted', async () => {
  const transport = createServer().localTransport('system:admin');
  const created = await transport.request({
    method: 'POST',
    path: '/api/v1/namespaces',
    body: {metadata: {name: 'demo'}},
  });
  expect(created.status).toBe(201);
  const map = await transport.request({
    method: 'POST',
    path: '/api/v1/namespaces/demo/configmaps',
    body: {metadata: {generateName: 'a-'}, data: {x: '1'}},
  });
  expect(map.status).toBe(201);
  const name = map.body.metadata.name as string;
  const patched = await transport.request({
    method: 'PATCH',
    path: `/api/v1/namespaces/demo/configmaps/${name}`,
    contentType: 'application/merge-patch+json',
    body: {data: {x: null, y: '2'}},
  });
  expect(patched.body.data).toEqual({y: '2'});
  const list = await transport.request({method: 'GET', path: '/api/v1/namespaces/demo/configmaps'});
  expect(list.body.items).toHaveLength(1);
  const gone = await transport.request({method: 'DELETE', path: `/api/v1/namespaces/demo/configmaps/${name}`});
  expect(gone.body.status).toBe('Success');
  expect((await transport.request({method: 'GET', path: `/api/v1/namespaces/demo/configmaps/${name}`})).status).toBe(
    404,
  );
});

test('a watch continues from a revision and ends when it is aborted', async () => {
  const transport = createServer().localTransport('system:admin');
  const {body} = await transport.request({method: 'GET', path: '/api/v1/namespaces'});
  await transport.request({method: 'POST', path: '/api/v1/namespaces', body: {metadata: {name: 'one'}}});
  const events: KubeWatchEvent[] = [];
  const abort = new AbortController();
  const ended = transport.watch(
    `/api/v1/namespaces?watch=true&resourceVersion=${body.metadata.resourceVersion}`,
    (event) => events.push(event),
    abort.signal,
  );
  await transport.request({method: 'POST', path: '/api/v1/namespaces', body: {metadata: {name: 'two'}}});
  abort.abort();
  await ended;
  expect(events.map(({type, object}) => `${type} ${object.metadata.name}`)).toEqual(['ADDED one', 'ADDED two']);
});
