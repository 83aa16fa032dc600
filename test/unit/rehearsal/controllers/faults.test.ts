import {afterEach, describe, expect, it} from 'vitest';
import {startCluster} from './start-cluster.js';
import {deployment} from './test-objects.js';

const path = '/apis/apps/v1/namespaces/default/deployments';

describe('faults', () => {
  let cluster: Awaited<ReturnType<typeof startCluster>>;
  afterEach(() => cluster.stop());
  const start = async (over: Parameters<typeof deployment>[2] = {}) => {
    cluster = await startCluster();
    await cluster.pass(40);
    await cluster.create(path, deployment('web', 'nginx:1.25', over));
    await cluster.pass(60);
  };
  const pod = async () => (await cluster.get('/api/v1/namespaces/default/pods')).items[0];
  const reasons = async () =>
    (await cluster.get('/api/v1/namespaces/default/events')).items.map(
      ({reason, message}: {reason: string; message: string}) => `${reason}: ${message}`,
    );

  it('crash a running container into a back-off, and let it recover', async () => {
    await start();
    cluster.overrides.push({
      id: 'crash',
      selector: {labels: {app: 'web'}},
      fault: {kind: 'crash', exitCode: 3, afterMs: 2_000, log: 'panic: out of luck'},
    });
    await cluster.pass(120);
    const status = (await pod()).status.containerStatuses[0];
    expect(status).toMatchObject({
      ready: false,
      state: {waiting: {reason: 'CrashLoopBackOff'}},
      lastState: {terminated: {exitCode: 3, reason: 'Error'}},
    });
    expect(status.restartCount).toBeGreaterThan(1);
    expect(status.state.waiting.message).toMatch(
      /^back-off .*s restarting failed container=web pod=web-.*_default\(.*\)$/,
    );
    expect(await reasons()).toContainEqual(
      expect.stringMatching(/^BackOff: Back-off restarting failed container web in pod web-/),
    );
    expect(
      cluster.controllers.readLog({pod: await pod(), container: 'web', isPrevious: true, hasTimestamps: false}),
    ).toBe('panic: out of luck\n');
    cluster.overrides.length = 0;
    await cluster.pass(330);
    expect((await pod()).status.containerStatuses[0].ready).toBe(true);
  });

  it('end a container for want of memory', async () => {
    await start();
    cluster.overrides.push({id: 'oom', selector: {image: 'nginx'}, fault: {kind: 'oom', afterMs: 1_000}});
    await cluster.pass(60);
    expect((await pod()).status.containerStatuses[0].lastState.terminated).toMatchObject({
      exitCode: 137,
      reason: 'OOMKilled',
    });
  });

  it('take a pod out of service by its readiness probe', async () => {
    await start({container: {readinessProbe: {httpGet: {path: '/ok', port: 80}}}});
    await cluster.create('/api/v1/namespaces/default/services', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {name: 'web'},
      spec: {selector: {app: 'web'}, ports: [{port: 80}]},
    });
    await cluster.pass(5);
    expect((await cluster.get('/api/v1/namespaces/default/endpoints/web')).subsets[0].addresses).toHaveLength(1);
    cluster.overrides.push({
      id: 'probe',
      selector: {pod: '^web-'},
      fault: {kind: 'readiness', message: 'HTTP probe failed with statuscode: 503'},
    });
    await cluster.pass(60);
    expect((await cluster.get('/api/v1/namespaces/default/endpoints/web')).subsets[0].notReadyAddresses).toHaveLength(
      1,
    );
    expect(await reasons()).toContain('Unhealthy: Readiness probe failed: HTTP probe failed with statuscode: 503');
  });

  it('cut off a node, evict its pods after their patience, and take it back', async () => {
    cluster = await startCluster();
    await cluster.pass(40);
    await cluster.create(path, deployment('web', 'nginx:1.25'));
    await cluster.pass(60);
    const lost = (await pod()).spec.nodeName;
    cluster.clusterFaults.push({kind: 'node-lost', node: `^${lost}$`});
    await cluster.pass(60);
    const node = await cluster.get(`/api/v1/nodes/${lost}`);
    expect(node.status.conditions.find(({type}: {type: string}) => type === 'Ready')).toMatchObject({
      status: 'Unknown',
      reason: 'NodeStatusUnknown',
    });
    await cluster.pass(330);
    const pods = (await cluster.get('/api/v1/namespaces/default/pods')).items;
    expect(pods.filter(({spec}: {spec: {nodeName: string}}) => spec.nodeName !== lost)).toHaveLength(1);
    cluster.clusterFaults.length = 0;
    await cluster.pass(60);
    expect((await cluster.get(`/api/v1/nodes/${lost}`)).spec.taints ?? []).toEqual([]);
    expect((await cluster.get('/api/v1/namespaces/default/pods')).items).toHaveLength(1);
  });
});
