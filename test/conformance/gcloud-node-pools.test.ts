import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {createPorts} from '../../src/cli/create-ports.js';
import {unknownOffer} from '../../src/model/advise-pools.js';
import {completePoolWish} from '../../src/model/complete-pool-wish.js';
import type {GpuPoolConfig, InstallConfig} from '../../src/model/install-config.js';
import type {PoolWish} from '../../src/model/pool-wish.js';
import type {NodePoolRequest} from '../../src/model/ports/clusters.js';
import type {Ports} from '../../src/model/ports/ports.js';
import {formatPoolCommand} from '../../src/steps/cluster/format-pool-command.js';
import {selectGpuPoolRequest} from '../../src/steps/cluster/select-pool-request.js';
import {createEnvironment, createShell, hasGcloud} from './gcloud-shell.js';
import {type ServedCloud, serveCloud} from './serve-cloud.js';

const project = 'acme-pools';
const location = 'us-central1-a';
const ref = {project, location, name: 'prod'};
let served: ServedCloud;
let scratch: string;
let ports: Ports;

/** What differs between two pools that are alike. */
const own = ['name', 'selfLink', 'instanceGroupUrls', 'etag'];

async function send(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
  const answer = await fetch(`http://127.0.0.1:${served.port}${path}`, {
    method,
    headers: {authorization: 'Bearer token'},
    ...(body === undefined ? {} : {body: JSON.stringify(body)}),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as Record<string, unknown>;
}

const clusters = `/v1/projects/${project}/locations/${location}/clusters`;

async function awaitOperation(name: string): Promise<void> {
  while ((await ports.clusters.operations.get(project, location, name)).status !== 'DONE')
    await ports.clock.sleep(1000);
}

async function readPool(name: string) {
  const pool = await send('GET', `${clusters}/prod/nodePools/${name}`);
  return Object.fromEntries(Object.entries(pool).filter(([key]) => !own.includes(key)));
}

beforeAll(async () => {
  served = await serveCloud({
    // gcloud polls operations every five real seconds, so everything is over by its first look.
    speed: 60_000,
    seed: {
      organizations: [{id: '1234567890', displayName: 'example.com'}],
      users: [{email: 'owner@example.com', token: 'token'}],
      projects: [
        {
          projectId: project,
          services: ['compute', 'container', 'iam'].map((name) => `${name}.googleapis.com`),
          owners: ['owner@example.com'],
        },
      ],
    },
  });
  scratch = mkdtempSync(join(tmpdir(), 'shk-gcloud-pools-'));
  createEnvironment(served.port, scratch, project);
  const environment = {apiRoot: `http://127.0.0.1:${served.port}`, accessTokenFile: join(scratch, project, 'token')};
  ports = createPorts({environment, stateDirectory: scratch, configPath: join(scratch, 'none'), keyFile: ''}).operator;
  const cluster = {name: 'prod', initialNodeCount: 1, nodeConfig: {machineType: 'e2-standard-2'}};
  await awaitOperation(String((await send('POST', clusters, {cluster})).name));
}, 60_000);

afterAll(async () => {
  await served.close();
  rmSync(scratch, {recursive: true, force: true});
});

const config = {deployment: 'acme', cluster: {channel: 'none'}} as InstallConfig;

const requestOf = (wish: PoolWish, more: Partial<GpuPoolConfig> = {}): NodePoolRequest => {
  const pool = completePoolWish(wish, {location, zones: [location]}, unknownOffer);
  return {...selectGpuPoolRequest({...pool, ...more}, config), hasDriver: wish.version === undefined};
};

it.skipIf(!hasGcloud).each<[string, NodePoolRequest]>([
  ['T4s that start at none', requestOf({accelerator: 't4', count: 4, max: 3})],
  [
    'spot L4s with a taint of their own, no surge and no driver',
    requestOf(
      {accelerator: 'l4', spot: true, nodes: 1, min: 1, taints: ['gpu=yes:NoExecute'], version: '1.26'},
      {surge: 0},
    ),
  ],
  [
    'A100s from a reservation',
    requestOf({accelerator: 'a100', reservation: 'llm', diskSizeGb: 200}, {diskType: 'pd-ssd', labels: {tier: 'llm'}}),
  ],
])(
  'the line of the script makes the same pool: %s',
  async (_what, request) => {
    const {expectDone} = createShell(createEnvironment(served.port, scratch, project));
    await awaitOperation(await ports.nodePools.create(ref, {...request, name: 'ours'}));
    const [, ...words] = formatPoolCommand(ref, {...request, name: 'theirs'});
    await expectDone(words.join(' '));
    expect(await readPool('theirs')).toEqual(await readPool('ours'));
    for (const name of ['ours', 'theirs']) await awaitOperation(await ports.nodePools.delete(ref, name));
  },
  120_000,
);
