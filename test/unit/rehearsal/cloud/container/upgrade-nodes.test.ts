import {expect, it} from 'vitest';
import {clusters, createTestCluster, operationPath} from './create-test-cluster.js';

const pool = `${clusters}/prod/nodePools/default-pool`;

it('replaces nodes one by one, never having fewer than before', async () => {
  const {call, clock, planes, uid} = await createTestCluster();
  const before = planes.nodes.get(uid)?.map((node) => node.name) ?? [];
  const {body} = await call('PUT', pool, {nodeVersion: '1.26.10-gke.1101000', imageType: 'COS_CONTAINERD'});
  const counts = new Set<number>();
  for (let minutes = 0; minutes < 30; minutes++) {
    await clock.advance(60_000);
    counts.add(planes.nodes.get(uid)?.length ?? 0);
  }
  expect((await call('GET', operationPath(body.name))).body).toMatchObject({
    operationType: 'UPGRADE_NODES',
    status: 'DONE',
  });
  expect([...counts].sort()).toEqual([2, 3]);
  const after = planes.nodes.get(uid) ?? [];
  expect(after.map((node) => node.version)).toEqual(['1.26.10-gke.1101000', '1.26.10-gke.1101000']);
  expect(after.some((node) => before.includes(node.name))).toBe(false);
});

it('rolls a cancelled upgrade back', async () => {
  const {call, clock, planes, uid} = await createTestCluster();
  expect((await call('POST', `${pool}:rollback`, {})).status).toBe(400);
  const {body} = await call('PUT', pool, {nodeVersion: '1.26.10-gke.1101000', imageType: 'COS_CONTAINERD'});
  for (
    let minutes = 0;
    minutes < 8 && !planes.nodes.get(uid)?.some(({version}) => version.startsWith('1.26.10'));
    minutes++
  )
    await clock.advance(60_000);
  await call('POST', `${operationPath(body.name)}:cancel`, {});
  await clock.advance(120_000);
  expect((await call('GET', operationPath(body.name))).body).toMatchObject({
    status: 'DONE',
    error: {message: 'Operation was cancelled.'},
  });
  expect((await call('POST', `${pool}:rollback`, {})).status).toBe(200);
  await clock.advance(30 * 60_000);
  expect(planes.nodes.get(uid)?.map(({version}) => version)).toEqual(['1.27.3-gke.100', '1.27.3-gke.100']);
});

it.each([
  {settings: {maxSurge: 2, maxUnavailable: 0}, most: 6, least: 4},
  {settings: {maxSurge: 0, maxUnavailable: 2}, most: 4, least: 2},
  {settings: {maxSurge: 1, maxUnavailable: 1}, most: 5, least: 3},
])(
  'replaces as many at a time as $settings.maxSurge may be too many and $settings.maxUnavailable too few',
  async ({settings, most, least}) => {
    const {call, clock, planes, uid} = await createTestCluster();
    await call('POST', `${pool}:setSize`, {nodeCount: 4});
    await clock.advance(30 * 60_000);
    await call('PUT', pool, {upgradeSettings: settings});
    await clock.advance(10 * 60_000);
    const {body} = await call('PUT', pool, {nodeVersion: '1.26.10-gke.1101000', imageType: 'COS_CONTAINERD'});
    const counts: number[] = [];
    for (let at = 0; at < 120; at++) {
      await clock.advance(15_000);
      counts.push(planes.nodes.get(uid)?.length ?? 0);
    }
    expect((await call('GET', operationPath(body.name))).body).toMatchObject({status: 'DONE'});
    expect([Math.max(...counts), Math.min(...counts), counts.at(-1)]).toEqual([most, least, 4]);
  },
);
