import {describe, expect, it} from 'vitest';
import {podsProbe} from '../../../../src/checks/probes/pods-probe.js';
import {at, createFakeCluster, createObject} from './create-fake-cluster.js';

const namespace = (name: string, labels = {}) => createObject('Namespace', name, {}, {labels});
const ready = {
  phase: 'Running',
  conditions: [{type: 'Ready', status: 'True'}],
  containerStatuses: [{name: 'c', ready: true, state: {running: {startedAt: at(3600)}}}],
};
const crashed = {
  phase: 'Running',
  conditions: [{type: 'Ready', status: 'False', lastTransitionTime: at(5)}],
  containerStatuses: [
    {
      name: 'c',
      ready: false,
      restartCount: 4,
      state: {waiting: {reason: 'CrashLoopBackOff'}},
      lastState: {terminated: {exitCode: 1, reason: 'Error', finishedAt: at(30)}},
    },
  ],
};
const pod = (place: string, status: object, metadata = {}, spec: object = {nodeName: 'node-1'}) =>
  createObject('Pod', place, {spec, status}, metadata);
const ofDeployment = (name: string, hash: string) => ({
  labels: {'pod-template-hash': hash},
  ownerReferences: [{kind: 'ReplicaSet', name: `${name}-${hash}`, controller: true}],
});

describe('the probe of pods', () => {
  it('groups pods by workload and trouble, and repeats the last life’s last words', async () => {
    const {inputs} = createFakeCluster(
      [
        namespace('hyperplane-core'),
        pod('hyperplane-core/api-1', crashed, ofDeployment('api', '5467')),
        pod('hyperplane-core/api-2', crashed, ofDeployment('api', '5467')),
        pod('hyperplane-core/web-1', ready, ofDeployment('web', '99')),
        pod('hyperplane-core/job-1', {phase: 'Succeeded'}),
      ],
      {logs: {'api-1/c/previous': 'start\nfatal: no configuration, password=hunter2hunter2\n'}},
    );
    const fact = await podsProbe.collect(inputs);
    expect(fact.namespaces).toContainEqual({name: 'hyperplane-core', pods: 4, ready: 1});
    expect(fact.completed).toBe(1);
    expect(fact.groups).toHaveLength(1);
    expect(fact.groups[0]).toMatchObject({
      owner: {kind: 'Deployment', name: 'api'},
      kind: 'crash',
      count: 2,
      pods: ['api-1', 'api-2'],
      nodes: ['node-1'],
    });
    expect(fact.groups[0]?.log?.[0]).toMatch(/^fatal: no configuration/);
    expect(JSON.stringify(fact)).not.toContain('hunter2');
    expect(fact.failingContainers).toEqual([
      {namespace: 'hyperplane-core', pod: 'api-1', container: 'c', hasPrevious: true},
    ]);
  });

  it('looks into no other tenant’s namespace', async () => {
    const {inputs, asked} = createFakeCluster([
      namespace('hyperplane-core'),
      namespace('shop'),
      pod('shop/cart', crashed),
    ]);
    expect((await podsProbe.collect(inputs)).groups).toEqual([]);
    expect(asked.map((selection) => selection.namespace)).not.toContain('shop');
  });

  it('says which namespace it could not look into, and what for', async () => {
    const {inputs} = createFakeCluster(
      [namespace('hyperplane-core'), namespace('hyperplane-redis'), pod('hyperplane-core/x', ready)],
      {
        refuses: (selection) => selection.kind === 'Pod' && selection.namespace === 'hyperplane-redis',
      },
    );
    const fact = await podsProbe.collect(inputs);
    expect(fact.refused).toEqual([
      {namespace: 'hyperplane-redis', kind: 'permission', missing: 'container.pods.list', message: 'cannot list Pod'},
    ]);
    expect(fact.namespaces.map(({name}) => name)).not.toContain('hyperplane-redis');
  });

  it('says what it could not hear, and keeps what it saw', async () => {
    const pending = {phase: 'Pending', conditions: [{type: 'PodScheduled', status: 'False', message: 'no node'}]};
    const {inputs} = createFakeCluster([namespace('hyperplane-core'), pod('hyperplane-core/x', pending, {}, {})], {
      refuses: ({kind}) => kind === 'Event',
    });
    expect((await podsProbe.collect(inputs)).groups).toMatchObject([
      {kind: 'unscheduled', message: 'no node', unheard: 'container.events.list', nodes: []},
    ]);
  });

  it('finds the hosts that init containers wait for', async () => {
    const spec = {
      initContainers: [
        {
          name: 'w',
          command: ['sh', '-c', 'until nc -z pgbouncer.hyperplane-pgbouncer.svc.cluster.local 6432; do sleep 2; done'],
        },
      ],
    };
    const waiting = {
      phase: 'Pending',
      conditions: [{type: 'Ready', status: 'False', lastTransitionTime: at(600)}],
      initContainerStatuses: [{name: 'w', ready: false, state: {running: {startedAt: at(600)}}}],
    };
    const {inputs} = createFakeCluster([namespace('hyperplane-core'), pod('hyperplane-core/x', waiting, {}, spec)]);
    expect((await podsProbe.collect(inputs)).groups).toMatchObject([
      {kind: 'waiting', awaits: ['pgbouncer.hyperplane-pgbouncer.svc.cluster.local']},
    ]);
  });

  it('counts sidecars where a namespace asks for them', async () => {
    const containers = (...names: string[]) => ({containers: names.map((name) => ({name}))});
    const proxied = {...ready, containerStatuses: [{name: 'istio-proxy', ready: false}]};
    const {inputs} = createFakeCluster([
      namespace('hyperplane-core', {'istio-injection': 'enabled'}),
      namespace('hyperplane-redis', {'istio-injection': 'disabled'}),
      pod('hyperplane-core/with', proxied, {}, containers('c', 'istio-proxy')),
      pod('hyperplane-core/without', ready, {}, containers('c')),
      pod('hyperplane-core/host', ready, {}, {...containers('c'), hostNetwork: true}),
      pod('hyperplane-core/refused', ready, {labels: {'sidecar.istio.io/inject': 'false'}}, containers('c')),
      pod('hyperplane-core/done', {phase: 'Succeeded'}, {}, containers('c')),
      pod('hyperplane-redis/plain', ready, {}, containers('c')),
    ]);
    expect((await podsProbe.collect(inputs)).sidecars).toEqual([
      {namespace: 'hyperplane-core', injected: 1, without: ['without'], unready: ['with']},
    ]);
  });

  it('tells pods that stood before the injector from those that it passed over', async () => {
    const spec = {containers: [{name: 'c'}]};
    const injector = createObject(
      'MutatingWebhookConfiguration',
      'istio-sidecar-injector',
      {webhooks: [{clientConfig: {service: {name: 'istiod', path: '/inject'}}}]},
      {creationTimestamp: at(1000)},
    );
    const objects = [
      namespace('hyperplane-core', {'istio-injection': 'enabled'}),
      pod('hyperplane-core/before', ready, {creationTimestamp: at(2000)}, spec),
      pod('hyperplane-core/after', ready, {creationTimestamp: at(500)}, spec),
    ];
    const look = async (...all: Parameters<typeof createFakeCluster>) =>
      (await podsProbe.collect(createFakeCluster(...all).inputs)).sidecars[0];
    expect(await look([...objects, injector])).toMatchObject({without: ['after'], early: ['before']});
    // Where it may not be seen, nothing is excused.
    const refuses = ({kind}: {kind: string}) => kind === 'MutatingWebhookConfiguration';
    expect((await look([...objects, injector], {refuses}))?.without).toEqual(['before', 'after']);
    expect((await look(objects))?.without).toEqual(['before', 'after']);
  });
});
