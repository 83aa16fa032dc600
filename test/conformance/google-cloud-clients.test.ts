import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {ClusterManagerClient} from '@google-cloud/container';
import {DNS} from '@google-cloud/dns';
import {ProjectsClient} from '@google-cloud/resource-manager';
import {ServiceUsageClient} from '@google-cloud/service-usage';
import {Storage} from '@google-cloud/storage';
import {compute} from '@googleapis/compute';
import {iam} from '@googleapis/iam';
import {OAuth2Client} from 'google-auth-library';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {createAuthClient} from './create-auth-client.js';
import {isRefusal} from './is-refusal.js';
import {type ServedCloud, serveCloud} from './serve-cloud.js';

const project = 'acme-platform';
const zone = 'us-central1-a';
const location = `projects/${project}/locations/${zone}`;
const services = ['container', 'compute', 'dns', 'iam', 'cloudresourcemanager'].map((name) => `${name}.googleapis.com`);

let served: ServedCloud;
// The generated clients disagree on the nominal type of the same auth client.
// biome-ignore lint/suspicious/noExplicitAny: see above
let authClient: any;
let scratch: string;
// biome-ignore lint/suspicious/noExplicitAny: options of clients of several generations
let rest: (library: string) => any;

beforeAll(async () => {
  served = await serveCloud({
    speed: 2000,
    seed: {
      organizations: [{id: '1234567890', displayName: 'example.com'}],
      billingAccounts: [{id: '000000-111111-222222', displayName: 'Main'}],
      users: [
        {
          email: 'owner@example.com',
          token: 'token',
          grants: [
            {resource: 'organizations/1234567890', role: 'roles/resourcemanager.projectCreator'},
            {resource: 'billingAccounts/000000-111111-222222', role: 'roles/billing.user'},
          ],
        },
      ],
      projects: [
        {
          projectId: project,
          parent: 'organizations/1234567890',
          billingAccount: '000000-111111-222222',
          services,
          owners: ['owner@example.com'],
        },
      ],
    },
  });
  authClient = new OAuth2Client();
  authClient.setCredentials({access_token: 'token', expiry_date: Date.now() + 3_600_000});
  rest = (library) => ({
    fallback: true,
    protocol: 'http',
    apiEndpoint: '127.0.0.1',
    port: served.port,
    authClient: createAuthClient(library, 'google-gax'),
    projectId: project,
  });
  scratch = mkdtempSync(join(tmpdir(), 'shk-clients-'));
});

afterAll(async () => {
  await served.close();
  rmSync(scratch, {recursive: true, force: true});
});

async function awaitDone(read: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if ((await read()) === 'DONE' || (await read()) === 3) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('the operation did not end');
}

it('serves @google-cloud/resource-manager, creation as a long-running operation included', async () => {
  const projects = new ProjectsClient(rest('@google-cloud/resource-manager'));
  const [operation] = await projects.createProject({
    project: {projectId: 'another-one', displayName: 'Another', parent: 'organizations/1234567890'},
  });
  const [created] = await operation.promise();
  expect(created.projectId).toBe('another-one');
  const [policy] = await projects.getIamPolicy({resource: 'projects/another-one'});
  expect(policy.bindings?.[0]?.role).toBe('roles/owner');
  const [tested] = await projects.testIamPermissions({
    resource: `projects/${project}`,
    permissions: ['container.clusters.create', 'compute.disks.create'],
  });
  expect(tested.permissions).toHaveLength(2);
  const again = projects.createProject({project: {projectId: 'another-one', parent: 'organizations/1234567890'}});
  await expect(again).rejects.toSatisfy(isRefusal(6, 409));
});

it('serves @google-cloud/service-usage', async () => {
  const usage = new ServiceUsageClient(rest('@google-cloud/service-usage'));
  const [operation] = await usage.batchEnableServices({
    parent: `projects/${project}`,
    serviceIds: ['artifactregistry.googleapis.com', 'secretmanager.googleapis.com'],
  });
  await operation.promise();
  const [list] = await usage.listServices({parent: `projects/${project}`, filter: 'state:ENABLED'});
  expect(list.map((service) => service.config?.name)).toContain('secretmanager.googleapis.com');
});

it('serves @google-cloud/container: cluster, pool, refusals', async () => {
  const clusters = new ClusterManagerClient(rest('@google-cloud/container'));
  const [config] = await clusters.getServerConfig({name: location});
  expect(config.validMasterVersions?.some((version) => version.startsWith('1.25.'))).toBe(true);
  const cluster = {
    name: 'prod',
    releaseChannel: {channel: 'REGULAR' as const},
    initialClusterVersion: '1.27',
    nodePools: [
      {
        name: 'system',
        initialNodeCount: 2,
        config: {machineType: 'e2-standard-2'},
        autoscaling: {enabled: true, minNodeCount: 2, maxNodeCount: 4},
      },
    ],
  };
  const [operation] = await clusters.createCluster({parent: location, cluster});
  const status = (name: string | null | undefined) => async () =>
    (await clusters.getOperation({name: `${location}/operations/${name}`}))[0].status;
  await expect(clusters.createCluster({parent: location, cluster})).rejects.toSatisfy(isRefusal(6, 409));
  await awaitDone(status(operation.name));
  const nodePool = {
    name: 'gpu',
    initialNodeCount: 1,
    config: {
      machineType: 'n1-standard-16',
      accelerators: [{acceleratorCount: 2, acceleratorType: 'nvidia-tesla-t4'}],
      taints: [{key: 'purpose', value: 'gpu-t4', effect: 'NO_SCHEDULE' as const}],
    },
  };
  const [second] = await clusters.createNodePool({parent: `${location}/clusters/prod`, nodePool});
  await awaitDone(status(second.name));
  const [found] = await clusters.getCluster({name: `${location}/clusters/prod`});
  expect(found).toMatchObject({status: 'RUNNING', currentNodeCount: 3, releaseChannel: {channel: 'REGULAR'}});
  expect(found.nodePools?.[1]?.config?.taints?.[0]?.effect).toBe('NO_SCHEDULE');
  await expect(
    clusters.getCluster({name: `projects/${project}/locations/us-central1/clusters/prod`}),
  ).rejects.toSatisfy(isRefusal(5, 404));
  await expect(
    clusters.createNodePool({
      parent: `${location}/clusters/prod`,
      nodePool: {...nodePool, name: 'bad', config: {machineType: 'n9-giant-1'}},
    }),
  ).rejects.toSatisfy(isRefusal(3, 400));
});

it('serves @googleapis/compute', async () => {
  const api = compute({version: 'v1', rootUrl: `http://127.0.0.1:${served.port}/`, auth: authClient});
  const {data: region} = await api.regions.get({project, region: 'us-central1'});
  expect(region.quotas?.some((quota) => quota.metric === 'NVIDIA_T4_GPUS')).toBe(true);
  const machines: string[] = [];
  for (let pageToken: string | undefined, first = true; first || pageToken; first = false) {
    const {data} = await api.machineTypes.list({project, zone, maxResults: 50, ...(pageToken && {pageToken})});
    machines.push(...(data.items ?? []).map((machine) => machine.name ?? ''));
    pageToken = data.nextPageToken ?? undefined;
  }
  expect(machines).toContain('n2-standard-16');
  expect(new Set(machines).size).toBe(machines.length);
  const {data: types} = await api.acceleratorTypes.aggregatedList({project, filter: 'name = nvidia-tesla-t4'});
  expect(types.items?.['zones/northamerica-northeast1-c']?.acceleratorTypes).toHaveLength(1);
  expect(types.items?.['zones/northamerica-northeast1-a']?.warning?.code).toBe('NO_RESULTS_ON_PAGE');
  const {data: disk} = await api.disks.insert({project, zone, requestBody: {name: 'shakudo-conda-disk', sizeGb: '50'}});
  await api.zoneOperations.wait({project, zone, operation: disk.name ?? ''});
  expect((await api.disks.get({project, zone, disk: 'shakudo-conda-disk'})).data.status).toBe('READY');
  const {data: address} = await api.addresses.insert({project, region: 'us-central1', requestBody: {name: 'ingress'}});
  await api.regionOperations.wait({project, region: 'us-central1', operation: address.name ?? ''});
  expect((await api.addresses.get({project, region: 'us-central1', address: 'ingress'})).data.status).toBe('RESERVED');
  const requestBody = {
    name: 'istio',
    network: 'global/networks/default',
    allowed: [{IPProtocol: 'tcp', ports: ['15017']}],
    sourceRanges: ['10.0.0.0/8'],
  };
  const {data: rule} = await api.firewalls.insert({project, requestBody});
  await api.globalOperations.wait({project, operation: rule.name ?? ''});
  expect((await api.firewalls.get({project, firewall: 'istio'})).data.allowed?.[0]?.ports).toEqual(['15017']);
  await expect(api.networks.get({project, network: 'nowhere'})).rejects.toMatchObject({status: 404});
});

it('serves @googleapis/iam and the keys it makes', async () => {
  const api = iam({version: 'v1', rootUrl: `http://127.0.0.1:${served.port}/`, auth: authClient});
  const created = await api.projects.serviceAccounts.create({
    name: `projects/${project}`,
    requestBody: {accountId: 'deployer'},
  });
  const name = `projects/-/serviceAccounts/${created.data.email}`;
  await awaitDone(async () => {
    const found = await api.projects.serviceAccounts.get({name}, {validateStatus: () => true, retry: false});
    return found.status === 200 ? 'DONE' : 'PENDING';
  });
  const key = await api.projects.serviceAccounts.keys.create({name, requestBody: {}});
  const credentials = JSON.parse(Buffer.from(key.data.privateKeyData ?? '', 'base64').toString());
  expect(credentials).toMatchObject({type: 'service_account', client_email: created.data.email});
  const role = await api.roles.get({name: 'roles/container.admin'});
  expect(role.data.includedPermissions).toContain('container.clusters.create');
});

it('serves @google-cloud/dns', async () => {
  const dns = new DNS({
    projectId: project,
    authClient: createAuthClient('@google-cloud/dns', '@google-cloud/common') as never,
  });
  // The library has no option for it.
  (dns as unknown as {baseUrl: string}).baseUrl = `http://127.0.0.1:${served.port}/dns/v1`;
  const [zoneResource] = await dns.createZone('acme', {dnsName: 'acme.test.', description: 'of the test'});
  await zoneResource.addRecords(zoneResource.record('a', {name: 'dash.acme.test.', data: ['34.1.2.3'], ttl: 300}));
  const [records] = await zoneResource.getRecords({type: 'A'});
  expect(records).toHaveLength(1);
  await expect(
    zoneResource.addRecords(zoneResource.record('a', {name: 'dash.acme.test.', data: ['34.1.2.4'], ttl: 300})),
  ).rejects.toMatchObject({code: 409});
});

it('serves @google-cloud/storage: bucket, resumable upload, download, policy', async () => {
  const storage = new Storage({
    apiEndpoint: `http://127.0.0.1:${served.port}`,
    projectId: project,
    authClient: createAuthClient('@google-cloud/storage') as never,
    useAuthWithCustomEndpoint: true,
  });
  // The library leaves resumable uploads to other endpoints without credentials.
  storage.interceptors.push({
    request: (options) =>
      Object.assign(options, {headers: {...options.headers, Authorization: 'Bearer token'}}) as never,
  });
  await storage.createBucket('acme-jobs-1', {location: 'us-central1'});
  const file = join(scratch, 'hello.txt');
  writeFileSync(file, 'hello world');
  const bucket = storage.bucket('acme-jobs-1');
  await bucket.upload(file);
  await bucket.file('plain.txt').save('plain', {resumable: false});
  expect((await bucket.file('hello.txt').download())[0].toString()).toBe('hello world');
  expect((await bucket.getFiles())[0].map((one) => one.name)).toEqual(['hello.txt', 'plain.txt']);
  const [policy] = await bucket.iam.getPolicy();
  expect(policy.bindings.length).toBeGreaterThan(0);
  await expect(bucket.delete()).rejects.toMatchObject({code: 409});
});
