import {expect, test} from 'vitest';
import {startServer} from '../start-server.js';

const path = '/api/v1/namespaces/demo/services';
const merge = 'application/merge-patch+json';

test('a service that changes its type alone loses what the new one may not have', async () => {
  const {send} = await startServer();
  const body = {metadata: {name: 'web'}, spec: {type: 'LoadBalancer', ports: [{port: 80}]}};
  const made = (await send('POST', path, body)).body.spec;
  expect(made).toMatchObject({externalTrafficPolicy: 'Cluster', allocateLoadBalancerNodePorts: true});
  const plain = await send('PATCH', `${path}/web`, {spec: {type: 'ClusterIP'}}, merge);
  expect(plain.status).toBe(200);
  for (const field of ['externalTrafficPolicy', 'allocateLoadBalancerNodePorts'])
    expect(plain.body.spec).not.toHaveProperty(field);
  expect(plain.body.spec.ports[0]).not.toHaveProperty('nodePort');
  expect(plain.body.spec.clusterIP).toBe(made.clusterIP);
  const named = await send('PATCH', `${path}/web`, {spec: {type: 'ExternalName', externalName: 'a.example'}}, merge);
  expect(named.status).toBe(200);
  expect(named.body.spec).not.toHaveProperty('clusterIPs');
});

test('what somebody says of his own is refused where the type may not have it', async () => {
  const {send} = await startServer();
  await send('POST', path, {metadata: {name: 'web'}, spec: {type: 'LoadBalancer', ports: [{port: 80}]}});
  const change = {spec: {type: 'ClusterIP', externalTrafficPolicy: 'Local'}};
  expect((await send('PATCH', `${path}/web`, change, merge)).status).toBe(422);
});
