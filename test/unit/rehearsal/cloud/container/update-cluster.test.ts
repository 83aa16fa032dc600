import {expect, it} from 'vitest';
import {clusters, createTestCluster, createTestProject, project} from './create-test-cluster.js';

it('sets authorized networks and shows them in the old fields and the new', async () => {
  const {call, clock} = await createTestCluster();
  const desiredMasterAuthorizedNetworksConfig = {
    enabled: true,
    cidrBlocks: [{cidrBlock: '203.0.113.4/32', displayName: 'office'}],
  };
  const answer = await call('PUT', `${clusters}/prod`, {update: {desiredMasterAuthorizedNetworksConfig}});
  expect(answer.body.operationType).toBe('UPDATE_CLUSTER');
  await clock.advance(90_000);
  const {body} = await call('GET', `${clusters}/prod`);
  expect(body.masterAuthorizedNetworksConfig.cidrBlocks).toHaveLength(1);
  expect(body.controlPlaneEndpointsConfig.ipEndpointsConfig.authorizedNetworksConfig.enabled).toBe(true);
});

it('answers the operator only from authorized networks, and on a private endpoint only from inside', async () => {
  const {call, clock, cloud, uid} = await createTestCluster();
  const authorize = async (config: object) => {
    await call('PUT', `${clusters}/prod`, {update: {desiredMasterAuthorizedNetworksConfig: config}});
    await clock.advance(90_000);
  };
  const admits = (address: string) => {
    cloud.intervene({kind: 'move-operator', address});
    return cloud.side.admitsOperator?.(uid);
  };
  expect(['198.51.100.7', '10.0.0.1'].map(admits)).toEqual([true, true]);
  await authorize({enabled: true, cidrBlocks: [{cidrBlock: '198.51.100.0/29'}, {cidrBlock: '10.0.0.0/8'}]});
  expect(['198.51.100.7', '198.51.100.8', '10.0.0.1'].map(admits)).toEqual([true, false, true]);
  await authorize({enabled: false});
  expect(admits('198.51.100.8')).toBe(true);
  const update = {desiredControlPlaneEndpointsConfig: {ipEndpointsConfig: {enablePublicEndpoint: false}}};
  await call('PUT', `${clusters}/prod`, {update});
  await clock.advance(90_000);
  expect(['198.51.100.8', '10.0.0.1'].map(admits)).toEqual([false, true]);
});

it('upgrades one minor version at a time and never back', async () => {
  const {call, clock} = await createTestProject();
  await call('POST', clusters, {
    cluster: {name: 'prod', initialNodeCount: 1, initialClusterVersion: '1.25', releaseChannel: {channel: 'REGULAR'}},
  });
  await clock.advance(400_000);
  const upgrade = (desiredMasterVersion: string) => call('PUT', `${clusters}/prod`, {update: {desiredMasterVersion}});
  expect((await upgrade('1.27')).body.error.message).toContain('more than a minor version at a time');
  expect((await upgrade('1.24')).body.error.message).toContain('cannot downgrade');
  expect((await upgrade('1.26')).body.operationType).toBe('UPGRADE_MASTER');
  await clock.advance(500_000);
  expect((await call('GET', `${clusters}/prod`)).body).toMatchObject({
    status: 'RUNNING',
    currentMasterVersion: '1.26.10-gke.1101000',
  });
});

it('says 501 for updates it does not serve', async () => {
  const {call} = await createTestCluster();
  expect((await call('PUT', `${clusters}/prod`, {update: {desiredDnsConfig: {}}})).status).toBe(501);
  expect((await call('POST', `${clusters}/prod:startIpRotation`, {})).status).toBe(501);
});

it('deletes a cluster with its nodes and rules, and leaves what its balancers made', async () => {
  const {call, clock, cloud, uid, planes} = await createTestCluster();
  cloud.side.acquireAddress(uid, {namespace: 'istio-system', name: 'gateway', isInternal: false, ports: [443]});
  await call('DELETE', `${clusters}/prod`);
  expect((await call('DELETE', `${clusters}/prod`)).body.error.message).toContain('currently being created, deleted');
  await clock.advance(320_000);
  expect((await call('GET', `${clusters}/prod`)).status).toBe(404);
  expect(planes.deleted).toEqual([uid]);
  const {body} = await call('GET', `/compute/v1/projects/${project}/global/firewalls`);
  const names: string[] = body.items.map((rule: {name: string}) => rule.name);
  expect(names.filter((name) => name.startsWith('gke-'))).toEqual([]);
  expect(names.filter((name) => name.startsWith('k8s-fw-'))).toHaveLength(1);
});
