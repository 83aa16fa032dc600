import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {afterEach, beforeEach, expect, it} from 'vitest';
import {createWorld, type World} from '../../../../src/rehearsal/world/create-world.js';
import {createUsualSeed} from '../../../../src/rehearsal/world/usual-seed.js';
import {openWorldFile} from '../../../../src/rehearsal/world/world-file.js';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'shakinstall-world-'));
});
afterEach(() => rmSync(directory, {recursive: true}));

const open = () =>
  createWorld({
    directory,
    speed: 600,
    seed: 3,
    catalogue: '2026-11',
    initial: createUsualSeed('token'),
    startMs: Date.parse('2026-11-20T09:00:00Z'),
  });
const clusters = '/v1/projects/rehearsal-dns/locations/northamerica-northeast1-a/clusters';
const ask = async (world: World, method: string, path: string, body?: unknown) => {
  const headers = {authorization: 'Bearer token', 'content-type': 'application/json'};
  const payload = Buffer.from(body === undefined ? '' : JSON.stringify(body));
  const answer = await world.cloud.handle({method, url: path, headers, body: payload});
  return JSON.parse(String(answer.body));
};

/** Every object of every cluster in the world's file, by place. */
const readObjects = async () => {
  const {objects} = await openWorldFile(join(directory, 'world.log'));
  return new Map(
    [...objects].flatMap(([cluster, collections]) =>
      [...collections].flatMap(([collection, known]) =>
        [...known].map(([key, {text}]) => [`${cluster}/${collection}/${key}`, text] as const),
      ),
    ),
  );
};

it('keeps all of a cluster from its first object on, and goes on with it', async () => {
  const first = await open();
  await ask(first, 'POST', clusters, {cluster: {name: 'kept', initialNodeCount: 1}});
  while ((await ask(first, 'GET', `${clusters}/kept`)).status !== 'RUNNING') await wait(20);
  const {endpoint} = await ask(first, 'GET', `${clusters}/kept`);
  await first.stop();
  const before = await readObjects();
  const names = [...before.keys()].map((key) => key.slice(key.indexOf('/') + 1));
  expect(names).toEqual(
    expect.arrayContaining([
      'namespaces//kube-system',
      'clusterrolebindings.rbac.authorization.k8s.io//system:discovery',
      'services/default/kubernetes',
    ]),
  );
  const second = await open();
  expect((await ask(second, 'GET', `${clusters}/kept`)).endpoint).toBe(endpoint);
  await second.stop();
  const after = await readObjects();
  const lost = [...before.keys()].filter((key) => !after.has(key) && !key.includes('/events/'));
  expect(lost).toEqual([]);
}, 40_000);
