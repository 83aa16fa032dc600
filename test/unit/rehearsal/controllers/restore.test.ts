import {afterEach, describe, expect, it} from 'vitest';
import {startCluster} from './start-cluster.js';
import {deployment} from './test-objects.js';

const path = '/apis/apps/v1/namespaces/default/deployments';
const podsPath = '/api/v1/namespaces/default/pods';

describe('a cluster that is stopped and restored', () => {
  let cluster: Awaited<ReturnType<typeof startCluster>>;
  afterEach(() => cluster.stop());
  const identities = async () =>
    (await cluster.get(podsPath)).items.map(
      ({
        metadata,
        status,
      }: {
        metadata: {uid: string};
        status: {podIP: string; containerStatuses: Array<{restartCount: number}>};
      }) => [metadata.uid, status.podIP, status.containerStatuses[0]!.restartCount],
    );

  it('keeps its pods as they were', async () => {
    cluster = await startCluster();
    await cluster.pass(40);
    await cluster.create(path, deployment('web', 'nginx', {replicas: 3}));
    await cluster.create('/api/v1/namespaces/default/services', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {name: 'web'},
      spec: {type: 'LoadBalancer', selector: {app: 'web'}, ports: [{port: 80}]},
    });
    await cluster.pass(120);
    const before = await identities();
    cluster = await startCluster({left: await cluster.leave()});
    await cluster.pass(60);
    expect(await identities()).toEqual(before);
    expect((await cluster.get(`${path}/web`)).status.availableReplicas).toBe(3);
    expect((await cluster.get('/api/v1/namespaces/default/services/web')).status.loadBalancer.ingress).toEqual([
      {ip: '34.86.10.17'},
    ]);
    expect((await cluster.get('/apis/apps/v1/namespaces/default/replicasets')).items).toHaveLength(1);
    expect(cluster.failures).toEqual([]);
  });

  it.each([0, 1, 5, 20])('finishes what was under way %s seconds after a start', async (seconds) => {
    cluster = await startCluster();
    await cluster.pass(40);
    await cluster.create(
      path,
      deployment('web', 'nginx', {replicas: 2, container: {readinessProbe: {httpGet: {port: 80}}}}),
    );
    await cluster.create('/apis/batch/v1/namespaces/default/jobs', {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {name: 'once'},
      spec: {template: {spec: {restartPolicy: 'Never', containers: [{name: 'c', image: 'busybox'}]}}},
    });
    await cluster.create('/api/v1/namespaces/default/persistentvolumeclaims', {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: {name: 'data'},
      spec: {storageClassName: 'standard', accessModes: ['ReadWriteOnce'], resources: {requests: {storage: '1Gi'}}},
    });
    await cluster.clock.advance(seconds * 1000);
    cluster = await startCluster({left: await cluster.leave()});
    await cluster.pass(120);
    expect((await cluster.get(`${path}/web`)).status).toMatchObject({replicas: 2, availableReplicas: 2});
    expect((await cluster.get('/apis/batch/v1/namespaces/default/jobs/once')).status.succeeded).toBe(1);
    expect((await cluster.get('/api/v1/namespaces/default/persistentvolumeclaims/data')).status.phase).toBe('Bound');
    expect((await cluster.get(podsPath)).items).toHaveLength(3);
    expect(cluster.cloud.disks.size).toBe(1);
  });
});
