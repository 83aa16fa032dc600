import {
  AcceleratorTypesClient,
  DisksClient,
  MachineTypesClient,
  NetworksClient,
  RegionsClient,
  ZoneOperationsClient,
} from '@google-cloud/compute';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {createAuthClient} from './create-auth-client.js';
import {isRefusal} from './is-refusal.js';
import {type ServedCloud, serveCloud} from './serve-cloud.js';

const project = 'acme-platform';
const zone = 'us-central1-a';
let served: ServedCloud;
// biome-ignore lint/suspicious/noExplicitAny: the generated clients disagree on the nominal type of the same auth client
let options: any;

beforeAll(async () => {
  served = await serveCloud({
    speed: 2000,
    seed: {
      users: [{email: 'owner@example.com', token: 'token'}],
      projects: [{projectId: project, services: ['compute.googleapis.com'], owners: ['owner@example.com']}],
    },
  });
  const authClient = createAuthClient('@google-cloud/compute', 'google-gax');
  options = {protocol: 'http', apiEndpoint: '127.0.0.1', port: served.port, authClient, projectId: project};
});

afterAll(async () => {
  await served.close();
});

it('serves the generated client: paging, aggregated lists, operations, refusals', async () => {
  const [region] = await new RegionsClient(options).get({project, region: 'us-central1'});
  expect(region.quotas?.some((quota) => quota.metric === 'NVIDIA_T4_GPUS')).toBe(true);
  const machines: string[] = [];
  for await (const machine of new MachineTypesClient(options).listAsync({project, zone, maxResults: 50}))
    machines.push(machine.name ?? '');
  expect(machines).toContain('n2-standard-16');
  const offered: string[] = [];
  for await (const [scope, types] of new AcceleratorTypesClient(options).aggregatedListAsync({project})) {
    if (types.acceleratorTypes?.some((type) => type.name === 'nvidia-tesla-t4')) offered.push(scope);
  }
  expect(offered).toContain('zones/northamerica-northeast1-c');
  const disks = new DisksClient(options);
  const [disk] = await disks.insert({project, zone, diskResource: {name: 'shakudo-conda-disk', sizeGb: '50'}});
  await new ZoneOperationsClient(options).wait({project, zone, operation: disk.latestResponse.name});
  expect((await disks.get({project, zone, disk: 'shakudo-conda-disk'}))[0].status).toBe('READY');
  await expect(new NetworksClient(options).get({project, network: 'nowhere'})).rejects.toSatisfy(isRefusal(5, 404));
});
