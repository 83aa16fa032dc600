import {describe, expect, it} from 'vitest';
import {createTestCloud, strangerToken} from '../create-test-cloud.js';
import {clusters, createTestCluster, createTestProject, operationPath, project, zone} from './create-test-cluster.js';

const gpu = (machineType: string, acceleratorType: string, acceleratorCount: number) => ({
  nodePools: [
    {name: 'gpu', initialNodeCount: 1, config: {machineType, accelerators: [{acceleratorType, acceleratorCount}]}},
  ],
});

describe('creating a cluster', async () => {
  const test = await createTestProject();
  const create = (cluster: object) =>
    test.call('POST', clusters, {cluster: {name: 'some', initialNodeCount: 1, ...cluster}});

  it.each([
    [{name: 'UPPER'}, 400, 'Invalid value for field "cluster.name"'],
    [{initialNodeCount: 0}, 400, 'initial_node_count must be greater than zero'],
    [{initialClusterVersion: '1.20'}, 400, 'No valid versions with the prefix "1.20" found.'],
    [{initialClusterVersion: '1.20.1-gke.1', releaseChannel: {}}, 400, 'Master version "1.20.1-gke.1" is unsupported.'],
    [
      {initialClusterVersion: '1.24.1-gke.1', releaseChannel: {channel: 'STABLE'}},
      400,
      'Master version must be one of "STABLE" channel supported versions [',
    ],
    [{network: 'nowhere'}, 400, 'has no network named "nowhere"'],
    [
      {ipAllocationPolicy: {clusterIpv4CidrBlock: '10.128.0.0/14'}},
      400,
      'Requested CIDR 10.128.0.0/14 for containers is not available',
    ],
    [{ipAllocationPolicy: {clusterIpv4CidrBlock: '10.4.1.0/14'}}, 400, 'Invalid CIDR block "10.4.1.0/14"'],
    [
      {privateClusterConfig: {enablePrivateNodes: true, masterIpv4CidrBlock: '10.128.0.0/28'}},
      400,
      'overlaps with an existing network 10.128.0.0/20',
    ],
    [
      {masterAuthorizedNetworksConfig: {enabled: true, cidrBlocks: [{cidrBlock: 'office'}]}},
      400,
      'Invalid CIDR block "office"',
    ],
    [
      {nodeConfig: {machineType: 'n4-standard-16'}},
      400,
      "Machine type with name 'n4-standard-16' does not exist in zone 'us-central1-a'",
    ],
    [{nodeConfig: {serviceAccount: 'nobody@acme-platform.iam.gserviceaccount.com'}}, 400, 'does not exist'],
    [gpu('e2-standard-4', 'nvidia-tesla-t4', 1), 400, 'features are not compatible'],
    [gpu('n1-standard-8', 'nvidia-tesla-t4', 3), 400, 'must be one of [1, 2, 4]'],
    [gpu('n1-standard-64', 'nvidia-tesla-t4', 1), 400, 'at most 48 vCPUs'],
    [gpu('a2-highgpu-2g', 'nvidia-tesla-a100', 1), 400, 'requires exactly 2 accelerator(s)'],
    [
      gpu('n1-standard-8', 'nvidia-tesla-k9', 1),
      400,
      'Accelerator type "nvidia-tesla-k9" does not exist in zone us-central1-a.',
    ],
    [{autopilot: {enabled: true}}, 501, 'not served by this rehearsal'],
    [
      {initialNodeCount: 600, nodeConfig: {machineType: 'e2-standard-8'}},
      403,
      'Insufficient regional quota to satisfy request: resource "CPUS"',
    ],
  ])('refuses %j', async (cluster, status, message) => {
    const answer = await create(cluster);
    expect({status: answer.status, message: answer.body.error?.message}).toEqual({
      status,
      message: expect.stringContaining(message),
    });
  });

  it('refuses who lacks the permission, in GKE’s words', async () => {
    const answer = await test.call('POST', clusters, {cluster: {name: 'mine', initialNodeCount: 1}}, strangerToken);
    expect(answer.body.error).toMatchObject({
      code: 403,
      message: `Required "container.clusters.create" permission(s) for "projects/${project}".`,
    });
  });

  it('took nothing while refusing', async () => {
    expect((await test.call('GET', clusters)).body).toEqual({});
    const {body} = await test.call('GET', `/compute/v1/projects/${project}/regions/us-central1`);
    expect(body.quotas.every((quota: {usage: number}) => quota.usage === 0)).toBe(true);
  });
});

it('spreads a regional cluster over three zones and takes longer', async () => {
  const test = await createTestProject();
  const path = `/v1/projects/${project}/locations/us-central1/clusters`;
  await test.call('POST', path, {cluster: {name: 'wide', initialNodeCount: 2}});
  await test.clock.advance(400_000);
  expect((await test.call('GET', `${path}/wide`)).body.status).toBe('PROVISIONING');
  await test.clock.advance(150_000);
  const {body} = await test.call('GET', `${path}/wide`);
  expect(body).toMatchObject({
    status: 'RUNNING',
    currentNodeCount: 6,
    locations: ['us-central1-a', 'us-central1-b', 'us-central1-c'],
  });
  const nodes = test.planes.nodes.get(body.id) ?? [];
  expect(new Set(nodes.map((node) => node.podCidr)).size).toBe(6);
  expect(new Set(nodes.map((node) => node.internalIp)).size).toBe(6);
});

it('upgrades a fresh control plane of its own accord and refuses work meanwhile', async () => {
  const test = await createTestCluster({traits: {surpriseUpgrades: true}});
  const pool = {nodePool: {name: 'more', initialNodeCount: 1}};
  const statuses = new Set<string>();
  let refusal = '';
  for (let seconds = 0; seconds < 200; seconds += 5) {
    const answer = await test.call('POST', `${clusters}/prod/nodePools`, pool);
    if (answer.status === 400) refusal = answer.body.error.message;
    statuses.add((await test.call('GET', `${clusters}/prod`)).body.status);
    if (answer.status === 200) break;
    await test.clock.advance(5_000);
  }
  const {body} = await test.call('GET', `/v1/projects/${project}/locations/${zone}/operations`);
  expect(body.operations.map((operation: {operationType: string}) => operation.operationType)).toContain(
    'UPGRADE_MASTER',
  );
  expect(statuses).toContain('RECONCILING');
  if (refusal) expect(refusal).toMatch(/is currently upgrading cluster prod/);
});

it('goes on with a creation after the world was saved and restored', async () => {
  const first = await createTestProject();
  const {body} = await first.call('POST', clusters, {cluster: {name: 'prod', initialNodeCount: 1}});
  await first.clock.advance(60_000);
  const state = JSON.parse(JSON.stringify(first.cloud.snapshot()));
  first.cloud.stop();
  const second = createTestCloud({state, clock: first.clock});
  await first.clock.advance(400_000);
  expect((await second.call('GET', operationPath(body.name))).body.status).toBe('DONE');
  expect((await second.call('GET', `${clusters}/prod`)).body.status).toBe('RUNNING');
  expect(second.planes.created).toHaveLength(1);
});
