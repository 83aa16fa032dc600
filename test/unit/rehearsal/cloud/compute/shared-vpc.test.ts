import {expect, it} from 'vitest';
import {createReadyProject, createTestCloud, type TestCloud} from '../create-test-cloud.js';

const host = 'acme-network';
const service = 'acme-platform';
const compute = `/compute/v1/projects/${host}`;
const owner = 'user:owner@example.com';

async function createSharedNetwork(isAgentGranted: boolean): Promise<TestCloud> {
  const test = createTestCloud();
  for (const project of [host, service]) await createReadyProject(test, project);
  const {call, clock, cloud} = test;
  cloud.intervene({kind: 'grant', resource: 'organizations/1234567890', role: 'roles/compute.admin', member: owner});
  await call('POST', `${compute}/global/networks`, {name: 'shared', autoCreateSubnetworks: false});
  await clock.advance(30_000);
  await call('POST', `${compute}/regions/us-central1/subnetworks`, {
    name: 'nodes',
    network: 'global/networks/shared',
    ipCidrRange: '10.20.0.0/20',
    secondaryIpRanges: [
      {rangeName: 'pods', ipCidrRange: '10.32.0.0/14'},
      {rangeName: 'services', ipCidrRange: '10.36.0.0/20'},
    ],
  });
  await clock.advance(30_000);
  if (!isAgentGranted) return test;
  const number = cloud.snapshot().projects[service]?.projectNumber;
  const agent = `serviceAccount:service-${number}@container-engine-robot.iam.gserviceaccount.com`;
  const grant = (role: string, member: string) =>
    cloud.intervene({kind: 'grant', resource: `projects/${host}`, role, member});
  grant('roles/container.hostServiceAgentUser', agent);
  grant('roles/compute.networkUser', agent);
  grant('roles/compute.networkUser', `serviceAccount:${number}@cloudservices.gserviceaccount.com`);
  return test;
}

const createCluster = ({call}: TestCloud, policy: object) =>
  call('POST', `/v1/projects/${service}/locations/us-central1-a/clusters`, {
    cluster: {
      name: 'prod',
      initialNodeCount: 1,
      network: `projects/${host}/global/networks/shared`,
      subnetwork: `projects/${host}/regions/us-central1/subnetworks/nodes`,
      ipAllocationPolicy: {useIpAliases: true, ...policy},
    },
  });
const ranges = {clusterSecondaryRangeName: 'pods', servicesSecondaryRangeName: 'services'};

it('has a host, attached projects and an administrator above both', async () => {
  const {call} = await createSharedNetwork(true);
  expect((await call('GET', `/compute/v1/projects/${service}/getXpnHost`)).body.name).toBeUndefined();
  const attach = {xpnResource: {id: service, type: 'PROJECT'}};
  expect((await call('POST', `${compute}/enableXpnResource`, attach)).status).toBe(400);
  expect((await call('POST', `${compute}/enableXpnHost`)).status).toBe(200);
  expect((await call('POST', `${compute}/enableXpnResource`, attach)).status).toBe(200);
  expect((await call('GET', `/compute/v1/projects/${service}/getXpnHost`)).body.name).toBe(host);
  expect((await call('GET', `${compute}/getXpnResources`)).body.resources).toEqual([{id: service, type: 'PROJECT'}]);
  expect((await call('POST', `${compute}/disableXpnHost`)).status).toBe(400);
});

it('lets a cluster in once the project is attached, the agents are let, and the ranges are named', async () => {
  const test = await createSharedNetwork(false);
  const {call, cloud} = test;
  expect((await createCluster(test, ranges)).body.error.message).toBe(
    `Project "${service}" does not have an associated Shared-VPC host project.`,
  );
  await call('POST', `${compute}/enableXpnHost`);
  await call('POST', `${compute}/enableXpnResource`, {xpnResource: {id: service, type: 'PROJECT'}});
  const refused = await createCluster(test, ranges);
  expect([refused.status, refused.body.error.message]).toEqual([
    403,
    expect.stringContaining(`required "container.hostServiceAgent.use" permission(s) for "projects/${host}"`),
  ]);
  expect(cloud.snapshot().clusters).toEqual({});
});

it('keeps the firewall rules of a cluster in the host project', async () => {
  const test = await createSharedNetwork(true);
  const {call, clock} = test;
  await call('POST', `${compute}/enableXpnHost`);
  await call('POST', `${compute}/enableXpnResource`, {xpnResource: {id: service, type: 'PROJECT'}});
  expect((await createCluster(test, {})).body.error.message).toContain('cluster_secondary_range_name');
  expect((await createCluster(test, ranges)).status).toBe(200);
  await clock.advance(400_000);
  const rules = (await call('GET', `${compute}/global/networks/shared/getEffectiveFirewalls`)).body.firewalls;
  expect(rules.map(({name}: {name: string}) => name.replace(/-[0-9a-f]{8}-/, '-'))).toEqual([
    'gke-prod-all',
    'gke-prod-master',
    'gke-prod-vms',
  ]);
});
