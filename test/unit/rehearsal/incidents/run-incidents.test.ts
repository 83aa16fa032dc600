import {afterEach, beforeEach, expect, it} from 'vitest';
import {clusterPath, type IncidentWorldUnderTest, project, startIncidentWorld} from './start-incident-world.js';

const control = '/_rehearsal/incidents';
const zones = `/compute/v1/projects/${project}/zones`;

let world: IncidentWorldUnderTest;
beforeEach(async () => {
  world = await startIncidentWorld();
});
afterEach(() => world.stop());

it('is controlled with the operator’s token and no other', async () => {
  expect((await world.call('GET', control, undefined, 'somebody')).status).toBe(401);
  expect((await world.call('POST', control, {incident: 'api-unavailable'}, '')).status).toBe(401);
  expect((await world.call('DELETE', control, undefined, 'somebody')).status).toBe(401);
  const {status, body} = await world.call('GET', control);
  expect(status).toBe(200);
  expect(body.incidents.length).toBeGreaterThanOrEqual(40);
  expect(body.active).toEqual([]);
});

it('stays under control when the operator’s own token has expired', async () => {
  await world.call('POST', control, {incident: 'operator-token-expired'});
  expect((await world.call('GET', zones)).status).toBe(401);
  expect((await world.call('DELETE', control)).body).toEqual({withdrawn: ['operator-token-expired']});
  expect((await world.call('GET', zones)).status).toBe(200);
});

it.each([
  [{incident: 'nothing'}, 'there is no incident "nothing"'],
  [{incident: 'stockout', parameters: {zone: 'x'}}, 'stockout has no parameter "zone"; it has zones, machines'],
  [{incident: 'stockout', parameters: {zones: '('}}, 'stockout: zones is a regular expression, and "(" is none'],
  [{incident: 'drift', parameters: {replicas: '0'}}, 'drift: replicas is a number'],
  [{incident: 'drift', afterSeconds: -1}, 'afterSeconds is a number of seconds, 0 or more'],
  [{incident: 'drift', atRequest: '('}, 'atRequest is a regular expression over method ids'],
])('refuses %j', async (injection, error) => {
  expect(await world.call('POST', control, injection)).toEqual({status: 400, body: {error}});
});

it('begins after its delay and ends after its time', async () => {
  await world.call('POST', control, {incident: 'api-unavailable', afterSeconds: 60, forSeconds: 120});
  const statusAfter = async (seconds: number) => {
    await world.pass(seconds);
    return (await world.call('GET', zones)).status;
  };
  expect([await statusAfter(50), await statusAfter(15), await statusAfter(100), await statusAfter(30)]).toEqual([
    200, 503, 503, 200,
  ]);
  expect(world.incidents.list()).toEqual([]);
});

it('begins at a request, before it is carried out', async () => {
  await world.call('POST', control, {incident: 'api-unavailable', atRequest: 'compute\\.disks\\.list'});
  expect((await world.call('GET', zones)).status).toBe(200);
  expect((await world.call('GET', `${zones}/us-central1-a/disks`)).status).toBe(503);
});

it('waits for its victim', async () => {
  const {body} = await world.call('POST', control, {incident: 'cluster-degraded'});
  expect(body.phase).toBe('waiting');
  await world.call('POST', clusterPath, {cluster: {name: 'prod', initialNodeCount: 1}});
  await world.pass(10);
  expect(world.incidents.list()).toMatchObject([{phase: 'active', truth: {link: 'cluster/degraded'}}]);
});

it('lets several be in force at once, of one kind too, and ends each by its name', async () => {
  for (const metric of ['CPUS', 'N2_CPUS'])
    await world.incidents.inject({
      incident: 'quota-regional',
      parameters: {project, metric, region: 'us-central1', limit: 1},
    });
  await world.incidents.inject({incident: 'api-latency', parameters: {delayMs: 1}});
  expect(world.incidents.list().map(({id}) => id)).toEqual(['quota-regional', 'quota-regional-2', 'api-latency']);
  expect(await world.incidents.withdraw('quota-regional-2')).toEqual(['quota-regional-2']);
  expect(Object.keys(world.cloud.inspect().quotaLimits)).toEqual([`${project}|us-central1|CPUS`]);
  expect(await world.incidents.withdraw(undefined)).toEqual(['quota-regional', 'api-latency']);
  expect(Object.keys(world.cloud.inspect().quotaLimits)).toEqual([]);
  await expect(world.incidents.withdraw('drift')).rejects.toThrow('is not in force');
});

it('goes on from a snapshot, its end included', async () => {
  await world.incidents.inject({incident: 'stockout', forSeconds: 60});
  const kept = JSON.parse(JSON.stringify(world.incidents.snapshot()));
  const other = await startIncidentWorld(7, kept);
  expect(other.incidents.list()).toEqual(world.incidents.list());
  await other.pass(70);
  expect(other.incidents.list()).toEqual([]);
  await other.stop();
});

it('draws the same victim for the same seed', async () => {
  const draw = async (seed: number) => {
    const drawn = await startIncidentWorld(seed);
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])
      drawn.cloud.intervene({
        kind: 'put-record',
        projectId: project,
        zone: 'rehearsal',
        record: {name: `${name}.rehearsal.example.`, type: 'A', ttl: 300, rrdatas: ['203.0.113.9']},
      });
    const {parameters} = await drawn.incidents.inject({incident: 'dns-missing'});
    await drawn.stop();
    return parameters.record;
  };
  expect(await draw(1)).toBe(await draw(1));
  expect(new Set([await draw(1), await draw(2), await draw(3), await draw(4)]).size).toBeGreaterThan(1);
});
