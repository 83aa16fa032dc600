import {expect, test} from 'vitest';
import {startServer} from '../start-server.js';

const annotation = 'kubectl.kubernetes.io/last-applied-configuration';
const path = '/api/v1/namespaces/demo/configmaps';
const configuration = (data: Record<string, string>) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {name: 'c', namespace: 'demo'},
  data,
});

/** A map as kubectl's client-side apply leaves it. */
async function applyOnClient(data: Record<string, string>) {
  const started = await startServer();
  const object = configuration(data);
  const annotations = {[annotation]: `${JSON.stringify(object)}\n`};
  await started.send('POST', `${path}?fieldManager=kubectl-client-side-apply`, {
    ...object,
    metadata: {...object.metadata, annotations},
  });
  return started;
}

test('kubectl takes from itself what it applied on the client', async () => {
  const {apply} = await applyOnClient({a: '1', b: '<2>'});
  const {status, body} = await apply(`${path}/c`, 'kubectl', configuration({a: '9', b: '<2>'}));
  expect(status).toBe(200);
  expect(body.data).toEqual({a: '9', b: '<2>'});
  expect(body.metadata.annotations[annotation]).toBe(
    '{"apiVersion":"v1","data":{"a":"9","b":"\\u003c2\\u003e"},"kind":"ConfigMap","metadata":{"name":"c","namespace":"demo"}}\n',
  );
});

test('another manager does not, and what somebody else changed since is a conflict', async () => {
  const {apply, send} = await applyOnClient({a: '1'});
  expect((await apply(`${path}/c`, 'argo', configuration({a: '9'}))).status).toBe(409);
  await send('PATCH', `${path}/c?fieldManager=hand`, {data: {a: '5'}}, 'application/merge-patch+json');
  const {status, body} = await apply(`${path}/c`, 'kubectl', configuration({a: '9'}));
  expect(status).toBe(409);
  expect(body.message).toBe('Apply failed with 1 conflict: conflict with "hand" using v1: .data.a');
});
