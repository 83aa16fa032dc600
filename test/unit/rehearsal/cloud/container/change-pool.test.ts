import {expect, it} from 'vitest';
import {clusters, createTestCluster, createTestProject, operationPath, project, zone} from './create-test-cluster.js';

const pools = `${clusters}/prod/nodePools`;

it('runs one operation at a time on a cluster', async () => {
  const {call, clock} = await createTestCluster();
  const first = await call('POST', pools, {nodePool: {name: 'one', initialNodeCount: 1}});
  const second = await call('POST', pools, {nodePool: {name: 'two', initialNodeCount: 1}});
  expect(second.body.error).toMatchObject({
    code: 400,
    status: 'FAILED_PRECONDITION',
    message: `Cluster is running incompatible operation ${first.body.name}.`,
  });
  await clock.advance(160_000);
  expect((await call('POST', pools, {nodePool: {name: 'one', initialNodeCount: 1}})).status).toBe(409);
  expect((await call('POST', pools, {nodePool: {name: 'two', initialNodeCount: 1}})).status).toBe(200);
});

it('resizes a pool with machines that are new or gone', async () => {
  const {call, clock, planes, uid} = await createTestCluster();
  const before = planes.nodes.get(uid)?.map((node) => node.name) ?? [];
  await call('POST', `${pools}/default-pool:setSize`, {nodeCount: 4});
  await clock.advance(120_000);
  const grown = planes.nodes.get(uid)?.map((node) => node.name) ?? [];
  expect(grown).toHaveLength(4);
  expect(grown).toEqual(expect.arrayContaining(before));
  await call('POST', `${pools}/default-pool:setSize`, {nodeCount: 1});
  await clock.advance(120_000);
  expect(planes.nodes.get(uid)).toHaveLength(1);
});

it('describes nodes with the labels and taints that GKE gives', async () => {
  const {call, clock, planes, uid} = await createTestCluster();
  const config = {
    machineType: 'n1-standard-8',
    labels: {team: 'ml'},
    spot: true,
    accelerators: [{acceleratorType: 'nvidia-tesla-t4', acceleratorCount: '1'}],
    taints: [{key: 'purpose', value: 'gpu', effect: 'NO_SCHEDULE'}],
  };
  const created = await call('POST', pools, {nodePool: {name: 'gpu', initialNodeCount: 1, config}});
  expect(created.status, JSON.stringify(created.body)).toBe(200);
  await clock.advance(160_000);
  const node = planes.nodes.get(uid)?.find(({pool}) => pool === 'gpu');
  expect(node).toMatchObject({cpus: 8, memoryMib: 30720, isSpot: true, gpu: {type: 'nvidia-tesla-t4', count: 1}});
  expect(node?.labels).toMatchObject({
    team: 'ml',
    'cloud.google.com/gke-nodepool': 'gpu',
    'cloud.google.com/gke-accelerator': 'nvidia-tesla-t4',
    'topology.kubernetes.io/zone': zone,
  });
  expect(node?.taints.map(({key}) => key)).toEqual(['purpose', 'nvidia.com/gpu']);
  expect(node?.providerId).toBe(`gce://${project}/${zone}/${node?.name}`);
});

it('cancels an upgrade of nodes, and nothing else', async () => {
  const {call, clock} = await createTestCluster();
  const upgrade = await call('PUT', `${pools}/default-pool`, {
    nodeVersion: '1.26.10-gke.1101000',
    imageType: 'COS_CONTAINERD',
  });
  expect(upgrade.body).toMatchObject({operationType: 'UPGRADE_NODES', status: 'RUNNING'});
  expect((await call('POST', `${operationPath(upgrade.body.name)}:cancel`, {})).status).toBe(200);
  expect((await call('GET', operationPath(upgrade.body.name))).body.status).toBe('ABORTING');
  await clock.advance(60_000);
  expect((await call('GET', operationPath(upgrade.body.name))).body).toMatchObject({status: 'DONE', error: {code: 1}});
  expect((await call('GET', `${pools}/default-pool`)).body.version).not.toBe('1.26.10-gke.1101000');
  const resize = await call('POST', `${pools}/default-pool:setSize`, {nodeCount: 3});
  expect((await call('POST', `${operationPath(resize.body.name)}:cancel`, {})).status).toBe(400);
});

it('refuses autoscaling limits that contradict each other', async () => {
  const {call} = await createTestCluster();
  const autoscaling = {enabled: true, minNodeCount: 5, maxNodeCount: 2};
  expect((await call('POST', `${pools}/default-pool:setAutoscaling`, {autoscaling})).status).toBe(400);
  expect(
    (
      await call('POST', pools, {
        nodePool: {name: 'p', initialNodeCount: 9, autoscaling: {enabled: true, minNodeCount: 0, maxNodeCount: 2}},
      })
    ).status,
  ).toBe(400);
});

it('runs out of addresses for pods where the range is small', async () => {
  const {call, clock} = await createTestProject();
  const cluster = {name: 'prod', initialNodeCount: 2, ipAllocationPolicy: {clusterIpv4CidrBlock: '/22'}};
  expect((await call('POST', clusters, {cluster})).status).toBe(200);
  await clock.advance(400_000);
  const {body} = await call('POST', `${pools}/default-pool:setSize`, {nodeCount: 6});
  await clock.advance(40 * 60_000);
  expect((await call('GET', operationPath(body.name))).body.statusMessage).toContain('[IP_SPACE_EXHAUSTED]');
  expect((await call('GET', `${clusters}/prod`)).body.currentNodeCount).toBe(4);
});
