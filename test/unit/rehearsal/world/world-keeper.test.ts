import {appendFileSync, mkdtempSync, readdirSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, it} from 'vitest';
import type {ObjectChange} from '../../../../src/rehearsal/world/world-file.js';
import {openWorldKeeper, worldFileName} from '../../../../src/rehearsal/world/world-keeper.js';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'shakinstall-keeper-'));
});
afterEach(() => rmSync(directory, {recursive: true}));

const object = (name: string, size: number): ObjectChange => ({
  cluster: 'c1',
  collection: 'configmaps',
  namespace: 'demo',
  name,
  entry: {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name, namespace: 'demo'}, data: {text: 'x'.repeat(size)}},
});

/** A world of one cluster whose objects are given. */
const worldOf = (objects: Map<string, ObjectChange>, n: number, changes: readonly ObjectChange[]) => {
  for (const change of changes) {
    if (change.entry) objects.set(change.name, change);
    else objects.delete(change.name);
  }
  const cluster = {spec: {uid: 'c1'}, settings: {gitVersion: 'v1.27.3', randomState: n, revision: n}, workloads: {}};
  return {
    parts: () =>
      new Map([
        ['world', JSON.stringify({format: 2, atMs: n, clusters: ['c1']})],
        ['cloud', '{}'],
        ['cluster/c1', JSON.stringify(cluster)],
        ['nodes/c1', '[]'],
      ]),
    takeChanges: () => changes,
    objects: () => [...objects.values()],
  };
};

const reopen = async () => {
  const {kept, keeper} = await openWorldKeeper(directory);
  await keeper.close();
  const names = kept?.clusters[0]?.apiServer.store.collections.configmaps?.map((entry) => entry.name as string);
  return {atMs: kept?.atMs, revision: kept?.clusters[0]?.apiServer.store.revision, names: names?.sort()};
};

it('goes on from what was written last, past a writing that was cut off', async () => {
  const objects = new Map();
  expect(await reopen()).toEqual({});
  const {keeper} = await openWorldKeeper(directory);
  await keeper.save(worldOf(objects, 1, [object('a', 10), object('b', 10)]));
  await keeper.save(worldOf(objects, 2, [{...object('a', 0), entry: undefined}]));
  await keeper.close();
  appendFileSync(join(directory, worldFileName), 'S world\t{"format":2,"atMs":3}\nP c1\tconfigmaps\tdemo\tz\t{');
  expect(await reopen()).toEqual({atMs: 2, revision: 2, names: ['b']});
  const second = await openWorldKeeper(directory);
  await second.keeper.save(worldOf(objects, 4, [object('c', 10)]));
  await second.keeper.close();
  expect(await reopen()).toEqual({atMs: 4, revision: 4, names: ['b', 'c']});
});

it('does not grow without end', async () => {
  const objects = new Map();
  const {keeper} = await openWorldKeeper(directory);
  const path = join(directory, worldFileName);
  let largest = 0;
  for (let n = 1; n <= 12; n++) {
    await keeper.save(worldOf(objects, n, [object('a', 8 * 1024 * 1024), object(`n${n}`, 10)]));
    largest = Math.max(largest, statSync(path).size);
  }
  await keeper.close();
  expect(largest).toBeLessThan(60 * 1024 * 1024);
  expect(readdirSync(directory)).toEqual([worldFileName]);
  expect((await reopen()).names).toHaveLength(13);
});
