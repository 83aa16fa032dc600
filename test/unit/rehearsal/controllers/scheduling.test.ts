import {afterEach, describe, expect, it} from 'vitest';
import {parseQuantity} from '../../../../src/rehearsal/controllers/core/quantity.js';
import {startCluster, testNode} from './start-cluster.js';
import {deployment} from './test-objects.js';

const path = '/apis/apps/v1/namespaces/default/deployments';

describe('scheduling', () => {
  let cluster: Awaited<ReturnType<typeof startCluster>>;
  afterEach(() => cluster.stop());
  const messageOf = async (reason: string) =>
    (await cluster.get('/api/v1/namespaces/default/events')).items
      .filter((event: {reason: string}) => event.reason === reason)
      .map(({message}: {message: string}) => message)
      .at(-1);

  it('says of every node why it does not fit', async () => {
    cluster = await startCluster({
      nodes: [
        testNode('node-0', {cpus: 2}),
        testNode('node-1', {cpus: 2}),
        testNode('node-2', {taints: [{key: 'purpose', value: 'gpu-t4', effect: 'NoSchedule'}]}),
        testNode('node-3', {labels: {'hyperplane.dev/nodeType': 'other'}}),
      ],
    });
    await cluster.pass(40);
    await cluster.create(
      path,
      deployment('big', 'nginx', {
        container: {resources: {requests: {cpu: '8'}}},
        pod: {nodeSelector: {'hyperplane.dev/nodeType': 'hyperplane-pool'}},
      }),
    );
    await cluster.pass(5);
    expect(await messageOf('FailedScheduling')).toBe(
      "0/4 nodes are available: 1 node(s) didn't match Pod's node affinity/selector, 1 node(s) had untolerated taint {purpose: gpu-t4}, 2 Insufficient cpu. preemption: 0/4 nodes are available: 2 No preemption victims found for incoming pod, 2 Preemption is not helpful for scheduling.",
    );
  });

  it('spreads pods that refuse each other over nodes, and leaves the last one pending', async () => {
    cluster = await startCluster();
    await cluster.pass(40);
    const affinity = {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          {labelSelector: {matchLabels: {app: 'web'}}, topologyKey: 'kubernetes.io/hostname'},
        ],
      },
    };
    await cluster.create(path, deployment('web', 'nginx', {replicas: 4, pod: {affinity}}));
    await cluster.pass(30);
    const pods = (await cluster.get('/api/v1/namespaces/default/pods')).items;
    expect(
      pods
        .map(({spec}: {spec: {nodeName?: string}}) => spec.nodeName)
        .filter(Boolean)
        .sort(),
    ).toEqual(['node-0', 'node-1', 'node-2']);
    expect(await messageOf('FailedScheduling')).toMatch(/3 node\(s\) didn't match pod anti-affinity rules/);
  });

  it('never puts more on a node than it has', async () => {
    cluster = await startCluster({nodes: [testNode('node-0', {cpus: 4})]});
    await cluster.pass(40);
    await cluster.create(
      path,
      deployment('web', 'nginx', {replicas: 10, container: {resources: {requests: {cpu: '1'}}}}),
    );
    await cluster.pass(30);
    const placed = (await cluster.get('/api/v1/pods')).items.filter(
      ({spec}: {spec: {nodeName?: string}}) => spec.nodeName,
    );
    const cpus = placed.flatMap(({spec}: {spec: {containers: Array<{resources?: {requests?: {cpu?: string}}}>}}) =>
      spec.containers.map(({resources}) => parseQuantity(resources?.requests?.cpu)),
    );
    const sum = cpus.reduce((total: number, cpu: number) => total + cpu, 0);
    expect(sum).toBeLessThanOrEqual(parseQuantity((await cluster.get('/api/v1/nodes/node-0')).status.allocatable.cpu));
    expect(sum).toBeGreaterThan(3);
  });

  it('has a pool grown for pods that fit nowhere, and says so to those that it does not help', async () => {
    cluster = await startCluster({nodes: [testNode('node-0', {cpus: 2})]});
    const pool = {
      name: 'hyperplane-pool',
      zone: 'northamerica-northeast1-a',
      current: 1,
      min: 0,
      max: 3,
      isAutoscaled: true,
      cpus: 16,
      memoryMib: 65_536,
      gpuCount: 0,
      labels: {'hyperplane.dev/nodeType': 'hyperplane-pool'},
      taints: [],
    };
    cluster.cloud.pools.push(pool);
    cluster.cloud.onResize = (_name, size) => {
      cluster.cloud.pools[0] = {...pool, current: size};
      cluster.feed.set([
        testNode('node-0', {cpus: 2}),
        ...Array.from({length: size - 1}, (_, index) => testNode(`node-${index + 1}`)),
      ]);
    };
    await cluster.pass(40);
    await cluster.create(
      path,
      deployment('big', 'nginx', {replicas: 2, container: {resources: {requests: {cpu: '10'}}}}),
    );
    await cluster.create(
      path,
      deployment('gpu', 'nginx', {
        container: {resources: {requests: {'nvidia.com/gpu': '1'}, limits: {'nvidia.com/gpu': '1'}}},
      }),
    );
    await cluster.pass(90);
    expect(await messageOf('TriggeredScaleUp')).toMatch(
      /^pod triggered scale-up: \[\{https:\/\/www\.googleapis\.com\/compute\/v1\/projects\/demo\/zones\/northamerica-northeast1-a\/instanceGroups\/gke-prod-hyperplane-pool-.*-grp 1->3 \(max: 3\)\}\]$/,
    );
    expect(await messageOf('NotTriggerScaleUp')).toBe("pod didn't trigger scale-up: 1 Insufficient nvidia.com/gpu");
    expect((await cluster.get(`${path}/big`)).status.availableReplicas).toBe(2);
  });

  it('drains a node that nobody needs any more, and has that very node removed', async () => {
    const pool = {
      name: 'hyperplane-pool',
      zone: 'northamerica-northeast1-a',
      current: 3,
      min: 1,
      max: 3,
      isAutoscaled: true,
      cpus: 16,
      memoryMib: 65_536,
      gpuCount: 0,
      labels: {},
      taints: [],
    };
    cluster = await startCluster();
    cluster.cloud.pools.push(pool);
    const removed: string[][] = [];
    cluster.cloud.resizePool = (_uid, _pool, size, removing = []) => {
      removed.push([...removing]);
      cluster.cloud.pools[0] = {...pool, current: size};
      cluster.feed.set(cluster.feed.current().filter(({name}) => !removing.includes(name)));
      return undefined;
    };
    await cluster.pass(40);
    await cluster.create(
      path,
      deployment('web', 'nginx', {replicas: 3, container: {resources: {requests: {cpu: '1'}}}}),
    );
    await cluster.pass(500);
    expect(removed).toEqual([]);
    // The system's own pods keep a node; without them all but the pool's minimum can go.
    for (const name of [
      'kube-dns',
      'kube-dns-autoscaler',
      'konnectivity-agent',
      'l7-default-backend',
      'metrics-server-v0.5.2',
      'event-exporter-gke',
    ]) {
      const target = `/apis/apps/v1/namespaces/kube-system/deployments/${name}/scale`;
      await cluster.kube.request({
        method: 'PATCH',
        path: target,
        body: {spec: {replicas: 0}},
        contentType: 'application/merge-patch+json',
      });
    }
    await cluster.pass(2_000);
    expect(removed.flat()).toHaveLength(2);
    expect((await cluster.get(`${path}/web`)).status.availableReplicas).toBe(3);
    expect((await cluster.get('/api/v1/nodes')).items).toHaveLength(1);
    expect(await messageOf('ScaleDown')).toBe('deleting pod for node scale down');
  });

  it('takes the place of less important pods', async () => {
    cluster = await startCluster({nodes: [testNode('node-0', {cpus: 4})]});
    await cluster.pass(60);
    const container = {resources: {requests: {cpu: '1'}}};
    await cluster.create(path, deployment('low', 'nginx', {replicas: 4, container}));
    await cluster.pass(30);
    await cluster.create('/apis/scheduling.k8s.io/v1/priorityclasses', {
      apiVersion: 'scheduling.k8s.io/v1',
      kind: 'PriorityClass',
      metadata: {name: 'high'},
      value: 1000,
    });
    await cluster.create(path, deployment('high', 'nginx', {container, pod: {priorityClassName: 'high'}}));
    await cluster.pass(60);
    expect((await cluster.get(`${path}/high`)).status.availableReplicas).toBe(1);
    expect(await messageOf('Preempted')).toMatch(/^Preempted by default\/high-.* on node node-0$/);
  });
});
