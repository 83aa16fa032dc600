import {expect, it} from 'vitest';
import {
  clusters,
  createTestCluster,
  createTestProject,
  operationPath,
  project,
  zone,
} from '../container/create-test-cluster.js';

const pools = `${clusters}/prod/nodePools`;
const zones = `/compute/v1/projects/${project}/zones`;

it('refuses as often as told, and then no more', async () => {
  const {call, cloud} = await createTestProject();
  cloud.inject({
    kind: 'refuse',
    id: 'storm',
    methods: 'compute\\..*',
    status: 503,
    message: 'Backend is unavailable.',
    times: 2,
  });
  expect((await call('GET', zones)).body.error).toMatchObject({code: 503, message: 'Backend is unavailable.'});
  expect((await call('GET', zones)).status).toBe(503);
  expect((await call('GET', zones)).status).toBe(200);
  expect((await call('GET', clusters)).status).toBe(200);
});

it('loses an answer after the work was done', async () => {
  const {call, cloud} = await createTestProject();
  cloud.inject({kind: 'lose-response', id: 'lost', methods: 'compute.disks.insert', times: 1});
  const body = JSON.stringify({name: 'conda', sizeGb: '50'});
  const answer = await cloud.handle({
    method: 'POST',
    url: `${zones}/${zone}/disks`,
    headers: {authorization: 'Bearer owner-token'},
    body: Buffer.from(body),
  });
  expect(answer.isReset).toBe(true);
  expect((await call('POST', `${zones}/${zone}/disks`, {name: 'conda', sizeGb: '50'})).status).toBe(409);
});

it('fails a pool for want of machines after 35 minutes, keeps it, and mends it when there are some', async () => {
  const {call, cloud, clock, planes, uid} = await createTestCluster();
  cloud.inject({kind: 'stockout', id: 'dry', zones: zone, machines: 'n2-.*', available: 2});
  const {body: operation} = await call('POST', pools, {
    nodePool: {name: 'big', initialNodeCount: 5, config: {machineType: 'n2-standard-16'}},
  });
  await clock.advance(10 * 60_000);
  expect((await call('GET', operationPath(operation.name))).body.status).toBe('RUNNING');
  expect(planes.nodes.get(uid)).toHaveLength(4);
  await clock.advance(30 * 60_000);
  const {body: done} = await call('GET', operationPath(operation.name));
  expect(done).toMatchObject({status: 'DONE', error: {code: 8}, nodepoolConditions: [{code: 'GCE_STOCKOUT'}]});
  expect(done.statusMessage).toMatch(
    /^Google Compute Engine: Not all instances running in IGM after 35m4\.0s\. Expected 5, running 2, transitioning 3\. Current errors: \[GCE_STOCKOUT\]/,
  );
  expect((await call('GET', `${pools}/big`)).body.status).toBe('RUNNING_WITH_ERROR');
  cloud.withdraw('dry');
  await clock.advance(120_000);
  expect((await call('GET', `${pools}/big`)).body.status).toBe('RUNNING');
  expect(planes.nodes.get(uid)).toHaveLength(7);
});

it('fails a cluster without machines, and says so in its conditions', async () => {
  const {call, cloud, clock} = await createTestProject();
  cloud.inject({kind: 'stockout', id: 'dry', zones: '.*', machines: '.*', available: 0});
  await call('POST', clusters, {cluster: {name: 'prod', initialNodeCount: 3}});
  await clock.advance(45 * 60_000);
  expect((await call('GET', `${clusters}/prod`)).body).toMatchObject({
    status: 'ERROR',
    conditions: [{code: 'GCE_STOCKOUT'}],
  });
});

it('ends with quota errors where a limit falls after acceptance', async () => {
  const {call, cloud, clock} = await createTestCluster();
  const {body: operation} = await call('POST', `${pools}/default-pool:setSize`, {nodeCount: 6});
  cloud.intervene({kind: 'set-limit', projectId: project, region: 'us-central1', metric: 'CPUS', limit: 8});
  await clock.advance(45 * 60_000);
  const {body: done} = await call('GET', operationPath(operation.name));
  expect(done.statusMessage).toContain("[GCE_QUOTA_EXCEEDED]: Instance 'gke-prod-default-pool-");
  expect(done.statusMessage).toContain("Quota 'CPUS' exceeded.  Limit: 8.0 in region us-central1.");
});

it('holds operations until the fault is withdrawn', async () => {
  const {call, cloud, clock} = await createTestCluster();
  cloud.inject({kind: 'stick', id: 'stuck', operations: 'SET_NODE_POOL_SIZE'});
  const {body} = await call('POST', `${pools}/default-pool:setSize`, {nodeCount: 3});
  await clock.advance(3 * 3_600_000);
  expect((await call('GET', operationPath(body.name))).body.status).toBe('RUNNING');
  cloud.withdraw('stuck');
  await clock.advance(20_000);
  expect((await call('GET', operationPath(body.name))).body.status).toBe('DONE');
});

it('takes rights, keys, services and tokens away, and degrades clusters', async () => {
  const {call, cloud} = await createTestCluster();
  const cluster = `projects/${project}/locations/${zone}/clusters/prod`;
  cloud.intervene({kind: 'degrade-cluster', cluster, code: 'UNKNOWN', message: 'Control plane is unhealthy.'});
  expect((await call('GET', `${clusters}/prod`)).body).toMatchObject({
    status: 'DEGRADED',
    statusMessage: 'Control plane is unhealthy.',
  });
  cloud.intervene({kind: 'recover-cluster', cluster});
  cloud.intervene({kind: 'maintain-cluster', cluster, seconds: 60});
  expect((await call('POST', `${pools}/default-pool:setSize`, {nodeCount: 3})).body.error.message).toContain(
    'is currently upgrading cluster prod',
  );
  cloud.intervene({
    kind: 'revoke',
    resource: `projects/${project}`,
    role: 'roles/owner',
    member: 'user:owner@example.com',
  });
  expect((await call('GET', clusters)).status).toBe(403);
  cloud.intervene({
    kind: 'grant',
    resource: `projects/${project}`,
    role: 'roles/owner',
    member: 'user:owner@example.com',
  });
  cloud.intervene({kind: 'disable-service', projectId: project, service: 'container.googleapis.com'});
  expect((await call('GET', clusters)).body.error.details[0].reason).toBe('SERVICE_DISABLED');
  cloud.intervene({kind: 'expire-tokens', email: 'owner@example.com'});
  expect((await call('GET', zones)).status).toBe(401);
});
