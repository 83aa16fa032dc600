import {afterEach, describe, expect, it} from 'vitest';
import {startCluster} from './start-cluster.js';
import {deployment} from './test-objects.js';

const path = '/apis/apps/v1/namespaces/default/deployments';

describe('a workload that needs a database', () => {
  let cluster: Awaited<ReturnType<typeof startCluster>>;
  afterEach(() => cluster.stop());
  const keycloak = (host: string) => {
    const container = {
      env: [{name: 'KC_DB_URL_HOST', value: host}],
      readinessProbe: {httpGet: {path: '/health/ready', port: 8080}},
    };
    return deployment('keycloak', 'quay.io/keycloak/keycloak:21.1', {container});
  };
  const state = async () =>
    (await cluster.get('/api/v1/namespaces/default/pods')).items.find(({metadata}: {metadata: {name: string}}) =>
      metadata.name.startsWith('keycloak'),
    ).status.containerStatuses[0];
  const start = async (host: string) => {
    cluster = await startCluster();
    await cluster.pass(40);
    await cluster.create(path, keycloak(host));
    await cluster.pass(150);
  };

  it('ends again and again without one, and recovers when it comes', async () => {
    await start('postgresql.default.svc.cluster.local');
    expect((await state()).restartCount).toBeGreaterThan(0);
    expect((await state()).ready).toBe(false);
    await cluster.create(path, deployment('postgresql', 'docker.io/bitnami/postgresql:15'));
    await cluster.pass(400);
    expect((await state()).ready).toBe(true);
  });

  it('takes one outside of the cluster for given', async () => {
    await start('10.20.30.40');
    expect(await state()).toMatchObject({ready: true, restartCount: 0});
  });
});
