import {describe, expect, it} from 'vitest';
import {clusters, createTestCluster, operationPath} from './create-test-cluster.js';

const pool = `${clusters}/prod/nodePools/default-pool`;
const older = {nodeVersion: '1.26.10-gke.1101000', imageType: 'COS_CONTAINERD'};

describe('an upgrade of a pool', () => {
  it('takes no node away whose pods may not go, for an hour; then it does', async () => {
    const {call, clock, planes, uid} = await createTestCluster();
    let asked = 0;
    planes.drainNode = async () => {
      asked++;
      return false;
    };
    const {body} = await call('PUT', pool, older);
    const [first] = planes.nodes.get(uid) ?? [];
    await clock.advance(30 * 60_000);
    expect(planes.nodes.get(uid)?.map(({name}) => name)).toContain(first?.name);
    expect(asked).toBeGreaterThan(10);
    await clock.advance(50 * 60_000);
    expect(planes.nodes.get(uid)?.map(({name}) => name)).not.toContain(first?.name);
    await clock.advance(4 * 60 * 60_000);
    expect((await call('GET', operationPath(body.name))).body).toMatchObject({status: 'DONE'});
  });

  it('by blue-green brings all new nodes before an old one is emptied, and keeps both for the soak', async () => {
    const {call, clock, planes, uid} = await createTestCluster();
    const settings = {strategy: 'BLUE_GREEN', blueGreenSettings: {nodePoolSoakDuration: '1800s'}};
    await call('PUT', pool, {upgradeSettings: settings});
    await clock.advance(5 * 60_000);
    const {body} = await call('PUT', pool, older);
    const phases = new Set<string>();
    const counts = new Set<number>();
    for (let minutes = 0; minutes < 60; minutes++) {
      await clock.advance(60_000);
      const {updateInfo} = (await call('GET', pool)).body;
      if (updateInfo) phases.add(updateInfo.blueGreenInfo.phase);
      counts.add(planes.nodes.get(uid)?.length ?? 0);
    }
    expect([...phases]).toEqual(['CREATING_GREEN_POOL', 'NODE_POOL_SOAKING', 'DELETING_BLUE_POOL']);
    expect([...counts].sort()).toEqual([2, 4]);
    expect((await call('GET', operationPath(body.name))).body).toMatchObject({status: 'DONE'});
    expect(planes.nodes.get(uid)?.every(({version}) => version === older.nodeVersion)).toBe(true);
  });

  it('refuses settings that would exchange nothing', async () => {
    const {call} = await createTestCluster();
    const {status, body} = await call('PUT', pool, {upgradeSettings: {maxSurge: 0, maxUnavailable: 0}});
    expect([status, body.error.message]).toEqual([400, 'Both max_surge and max_unavailable cannot be zero.']);
  });
});
