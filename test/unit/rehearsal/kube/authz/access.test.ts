import {expect, test} from 'vitest';
import {startServer} from '../start-server.js';

const rbac = '/apis/rbac.authorization.k8s.io/v1';

async function startWithUser(isGrantedByCloud?: (username: string, permission: string) => boolean) {
  const started = await startServer(isGrantedByCloud ? {isGrantedByCloud} : {});
  const user = started.server.localTransport('eve', ['system:authenticated']);
  return {...started, user};
}

test('nothing is allowed until a binding says so', async () => {
  const {user, send} = await startWithUser();
  const refused = await user.request({method: 'GET', path: '/api/v1/namespaces/demo/pods'});
  expect([refused.status, refused.body.message]).toEqual([
    403,
    'pods is forbidden: User "eve" cannot list resource "pods" in API group "" in the namespace "demo"',
  ]);
  await send('POST', `${rbac}/namespaces/demo/rolebindings`, {
    metadata: {name: 'eve'},
    subjects: [{kind: 'User', name: 'eve'}],
    roleRef: {kind: 'ClusterRole', name: 'view'},
  });
  expect((await user.request({method: 'GET', path: '/api/v1/namespaces/demo/pods'})).status).toBe(200);
  expect((await user.request({method: 'GET', path: '/api/v1/namespaces/demo/secrets'})).status).toBe(403);
  expect((await user.request({method: 'GET', path: '/api/v1/namespaces/default/pods'})).status).toBe(403);
});

test("what IAM grants is allowed beside RBAC, and the refusal names IAM's permission", async () => {
  const {user} = await startWithUser((_user, permission) => permission === 'container.pods.list');
  expect((await user.request({method: 'GET', path: '/api/v1/namespaces/demo/pods'})).status).toBe(200);
  const refused = await user.request({method: 'POST', path: '/api/v1/namespaces/demo/configmaps', body: {}});
  expect(refused.body.message).toContain('requires one of ["container.configMaps.create"] permission(s).');
});

test('nobody grants more than they have', async () => {
  const {user, send} = await startWithUser();
  await send('POST', `${rbac}/clusterrolebindings`, {
    metadata: {name: 'eve'},
    subjects: [{kind: 'User', name: 'eve'}],
    roleRef: {kind: 'ClusterRole', name: 'admin'},
  });
  const role = (verbs: string[], resources: string[]) => ({
    metadata: {name: 'r'},
    rules: [{apiGroups: [''], resources, verbs}],
  });
  expect(
    (await user.request({method: 'POST', path: `${rbac}/namespaces/demo/roles`, body: role(['get'], ['pods'])})).status,
  ).toBe(201);
  const refused = await user.request({
    method: 'POST',
    path: `${rbac}/namespaces/demo/roles`,
    body: {...role(['get'], ['nodes']), metadata: {name: 'r2'}},
  });
  expect(refused.status).toBe(403);
  expect(refused.body.message).toContain(
    'is attempting to grant RBAC permissions not currently held:\n{APIGroups:[""], Resources:["nodes"], Verbs:["get"]}',
  );
});
