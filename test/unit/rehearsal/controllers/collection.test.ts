import {afterEach, describe, expect, it} from 'vitest';
import {startCluster} from './start-cluster.js';
import {deployment, openDefinition} from './test-objects.js';

const path = '/apis/apps/v1/namespaces/default/deployments';

describe('collection', () => {
  let cluster: Awaited<ReturnType<typeof startCluster>>;
  afterEach(() => cluster.stop());
  const start = async () => {
    cluster = await startCluster();
    await cluster.pass(40);
    await cluster.create(path, deployment('web', 'nginx', {replicas: 2}));
    await cluster.pass(40);
  };
  const remove = (propagationPolicy: string) =>
    cluster.kube.request({
      method: 'DELETE',
      path: `${path}/web`,
      body: {apiVersion: 'v1', kind: 'DeleteOptions', propagationPolicy},
    });
  const count = async (plural: string) => (await cluster.get(plural)).items.length;
  const sets = '/apis/apps/v1/namespaces/default/replicasets';
  const pods = '/api/v1/namespaces/default/pods';

  it('follows an owner in the background', async () => {
    await start();
    await remove('Background');
    expect((await cluster.get(`${path}/web`)).code).toBe(404);
    await cluster.pass(20);
    expect([await count(sets), await count(pods)]).toEqual([0, 0]);
  });

  it('holds an owner in the foreground until its dependents are gone', async () => {
    await start();
    await remove('Foreground');
    await cluster.pass(1);
    expect((await cluster.get(`${path}/web`)).metadata.deletionTimestamp).toBeDefined();
    await cluster.pass(20);
    expect((await cluster.get(`${path}/web`)).code).toBe(404);
    expect([await count(sets), await count(pods)]).toEqual([0, 0]);
  });

  it('leaves orphans behind when asked to', async () => {
    await start();
    await remove('Orphan');
    await cluster.pass(20);
    expect((await cluster.get(`${path}/web`)).code).toBe(404);
    expect([await count(sets), await count(pods)]).toEqual([1, 2]);
    expect((await cluster.get(sets)).items[0].metadata.ownerReferences).toBeUndefined();
  });

  it('follows owners of custom kinds', async () => {
    cluster = await startCluster();
    await cluster.pass(10);
    await cluster.create(
      '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
      openDefinition('example.com', 'v1', 'widgets', 'Widget'),
    );
    await cluster.pass(10);
    const widget = await cluster.create('/apis/example.com/v1/namespaces/default/widgets', {
      apiVersion: 'example.com/v1',
      kind: 'Widget',
      metadata: {name: 'a'},
    });
    const ownerReferences = [{apiVersion: 'example.com/v1', kind: 'Widget', name: 'a', uid: widget.metadata.uid}];
    await cluster.create('/api/v1/namespaces/default/configmaps', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {name: 'of-a', ownerReferences},
    });
    await cluster.pass(10);
    expect((await cluster.get('/api/v1/namespaces/default/configmaps/of-a')).metadata.name).toBe('of-a');
    await cluster.kube.request({method: 'DELETE', path: '/apis/example.com/v1/namespaces/default/widgets/a'});
    await cluster.pass(10);
    expect((await cluster.get('/api/v1/namespaces/default/configmaps/of-a')).code).toBe(404);
  });

  it('empties a namespace, and says what holds it', async () => {
    cluster = await startCluster();
    await cluster.pass(20);
    await cluster.create('/api/v1/namespaces', {apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'gone'}});
    await cluster.create('/api/v1/namespaces/gone/configmaps', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {name: 'held', finalizers: ['example.com/hold']},
    });
    await cluster.create('/apis/apps/v1/namespaces/gone/deployments', deployment('web', 'nginx', {namespace: 'gone'}));
    await cluster.pass(30);
    await cluster.kube.request({method: 'DELETE', path: '/api/v1/namespaces/gone'});
    await cluster.pass(30);
    const {status} = await cluster.get('/api/v1/namespaces/gone');
    expect(status.phase).toBe('Terminating');
    const messages = status.conditions.map(({message}: {message: string}) => message);
    expect(messages).toContain('Some resources are remaining: configmaps has 1 resource instances');
    expect(messages).toContain(
      'Some content in the namespace has finalizers remaining: example.com/hold in 1 resource instances',
    );
    await cluster.kube.request({
      method: 'PATCH',
      path: '/api/v1/namespaces/gone/configmaps/held',
      body: {metadata: {finalizers: null}},
      contentType: 'application/merge-patch+json',
    });
    await cluster.pass(15);
    expect((await cluster.get('/api/v1/namespaces/gone')).code).toBe(404);
  });
});
