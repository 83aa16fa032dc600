import {expect, it} from 'vitest';
import {clusters, createTestCluster, createTestProject, project, zone} from '../container/create-test-cluster.js';

const gateway = {namespace: 'istio-system', name: 'istio-ingressgateway', isInternal: false, ports: [15021, 80, 443]};

it('gives a balancer one address, again and again, until it is released', async () => {
  const {cloud, uid} = await createTestCluster();
  const first = cloud.side.acquireAddress(uid, gateway);
  expect(cloud.side.acquireAddress(uid, gateway)).toEqual(first);
  expect(cloud.side.isReachable(uid, 'internet', 'tcp', 443)).toBe(true);
  cloud.side.releaseAddress(uid, gateway);
  expect(cloud.side.isReachable(uid, 'internet', 'tcp', 443)).toBe(false);
});

it('leaves a balancer without address where the quota is used up', async () => {
  const {cloud, uid} = await createTestCluster();
  cloud.seedWorld({quotas: [{projectId: project, region: 'us-central1', metric: 'IN_USE_ADDRESSES', limit: 2}]});
  expect(cloud.side.acquireAddress(uid, gateway)).toEqual({
    refused: expect.stringContaining("Quota 'IN_USE_ADDRESSES' exceeded.  Limit: 2.0 in region us-central1."),
  });
  expect(cloud.side.acquireAddress(uid, {...gateway, requestedIp: '34.9.9.9'})).toEqual({
    refused: expect.stringContaining('requested ip "34.9.9.9" is neither static nor assigned to the LB'),
  });
});

it('lets firewall rules decide: priority first, denial before allowance, disabled rules not at all', async () => {
  const {cloud, call, uid} = await createTestCluster();
  const rule = (name: string, body: object) =>
    call('POST', `/compute/v1/projects/${project}/global/firewalls`, {
      name,
      network: 'global/networks/default',
      sourceRanges: ['0.0.0.0/0'],
      ...body,
    });
  const webhook = {IPProtocol: 'tcp', ports: ['15000-15020']};
  expect(cloud.side.isReachable(uid, 'control-plane', 'tcp', 15017)).toBe(false);
  await rule('open', {allowed: [webhook]});
  expect(cloud.side.isReachable(uid, 'control-plane', 'tcp', 15017)).toBe(true);
  await rule('shut', {denied: [webhook]});
  expect(cloud.side.isReachable(uid, 'control-plane', 'tcp', 15017)).toBe(false);
  await rule('open-first', {allowed: [webhook], priority: 10});
  expect(cloud.side.isReachable(uid, 'control-plane', 'tcp', 15017)).toBe(true);
  expect(cloud.side.isReachable(uid, 'control-plane', 'udp', 15017)).toBe(false);
  expect(cloud.side.isReachable(uid, {cidr: '10.128.0.9/32'}, 'tcp', 8080)).toBe(true);
});

it('scales a pool as the autoscaler asks, within its limits and quotas', async () => {
  const {cloud, call, clock, uid, planes} = await createTestCluster();
  const autoscaling = {enabled: true, minNodeCount: 0, maxNodeCount: 5};
  await call('POST', `${clusters}/prod/nodePools`, {
    nodePool: {
      name: 'gpu',
      initialNodeCount: 0,
      autoscaling,
      config: {machineType: 'n1-standard-8', accelerators: [{acceleratorType: 'nvidia-tesla-t4', acceleratorCount: 4}]},
    },
  });
  await clock.advance(160_000);
  expect(cloud.side.listPools(uid).find(({name}) => name === 'gpu')).toMatchObject({
    current: 0,
    min: 0,
    max: 5,
    gpuCount: 4,
    isAutoscaled: true,
    zone,
  });
  expect(cloud.side.resizePool(uid, 'gpu', 9)).toHaveProperty('refused');
  expect(cloud.side.resizePool(uid, 'gpu', 5)).toEqual({refused: expect.stringContaining('NVIDIA_T4_GPUS')});
  expect(cloud.side.resizePool(uid, 'gpu', 2)).toBeUndefined();
  await clock.advance(90_000);
  expect(planes.nodes.get(uid)?.filter(({pool}) => pool === 'gpu')).toHaveLength(2);
});

it('finds, makes and takes away disks', async () => {
  const {cloud, uid} = await createTestCluster();
  const disk = {zone, name: 'pvc-1', sizeGb: 20, type: 'pd-balanced'};
  expect(cloud.side.createDisk(uid, disk)).toBeUndefined();
  expect(cloud.side.findDisk(uid, zone, 'pvc-1')).toEqual({sizeGb: 20, type: 'pd-balanced'});
  expect(cloud.side.createDisk(uid, {...disk, name: 'pvc-2', sizeGb: 99_999})).toHaveProperty('refused');
  cloud.side.deleteDisk(uid, zone, 'pvc-1');
  expect(cloud.side.findDisk(uid, zone, 'pvc-1')).toBeUndefined();
});

it('refuses to delete a disk that a node has attached', async () => {
  const {cloud, call, clock, uid, planes} = await createTestCluster();
  const path = `/compute/v1/projects/${project}/zones/${zone}/disks`;
  await call('POST', path, {name: 'conda', sizeGb: '50'});
  await clock.advance(10_000);
  const node = planes.nodes.get(uid)?.[0]?.name ?? '';
  cloud.side.setAttachments?.(uid, [{zone, disk: 'conda', node}]);
  expect((await call('DELETE', `${path}/conda`)).body.error.message).toContain(
    `is already being used by 'projects/${project}/zones/${zone}/instances/${node}'`,
  );
  cloud.side.setAttachments?.(uid, []);
  expect((await call('DELETE', `${path}/conda`)).status).toBe(200);
});

it('gives private nodes a way out through a NAT only', async () => {
  const {cloud, call, clock} = await createTestProject();
  const privateClusterConfig = {enablePrivateNodes: true, masterIpv4CidrBlock: '172.16.0.0/28'};
  await call('POST', clusters, {cluster: {name: 'prod', initialNodeCount: 1, privateClusterConfig}});
  await clock.advance(400_000);
  const {id} = (await call('GET', `${clusters}/prod`)).body;
  expect(cloud.side.hasEgress?.(id)).toBe(false);
  const nats = [
    {name: 'nat', natIpAllocateOption: 'AUTO_ONLY', sourceSubnetworkIpRangesToNat: 'ALL_SUBNETWORKS_ALL_IP_RANGES'},
  ];
  await call('POST', `/compute/v1/projects/${project}/regions/us-central1/routers`, {
    name: 'out',
    network: 'global/networks/default',
    nats,
  });
  expect(cloud.side.hasEgress?.(id)).toBe(true);
});

it('grows and shrinks a pool over zones without moving anybody', async () => {
  const {cloud, call, clock, planes} = await createTestProject();
  const regional = `/v1/projects/${project}/locations/us-central1/clusters`;
  const autoscaling = {enabled: true, totalMinNodeCount: 0, totalMaxNodeCount: 9};
  await call('POST', regional, {cluster: {name: 'wide', nodePools: [{name: 'p', initialNodeCount: 1, autoscaling}]}});
  await clock.advance(600_000);
  const {id} = (await call('GET', `${regional}/wide`)).body;
  const zonesNow = () =>
    (planes.nodes.get(id) ?? [])
      .map((node) => node.zone.slice(-1))
      .sort()
      .join('');
  const before = planes.nodes.get(id)?.map((node) => node.name) ?? [];
  cloud.side.resizePool(id, 'p', 5);
  await clock.advance(90_000);
  expect(zonesNow()).toBe('aabbc');
  expect(planes.nodes.get(id)?.map((node) => node.name)).toEqual(expect.arrayContaining(before));
  cloud.side.resizePool(id, 'p', 2);
  await clock.advance(60_000);
  expect(planes.nodes.get(id)).toHaveLength(2);
});
