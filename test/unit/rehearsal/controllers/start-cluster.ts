import {createManualClock, type ManualClock} from '../../../../src/rehearsal/clock/virtual-clock.js';
import {knownBehaviours} from '../../../../src/rehearsal/controllers/behaviours/workload-behaviours.data.js';
import type {
  BehaviourOverride,
  ClusterFault,
} from '../../../../src/rehearsal/controllers/behaviours/workload-behaviours.js';
import type {WorkloadState} from '../../../../src/rehearsal/controllers/behaviours/workload-state.js';
import {createNodeFeed} from '../../../../src/rehearsal/controllers/nodes/node-feed.js';
import {runControllers} from '../../../../src/rehearsal/controllers/run-controllers.js';
import {type ApiServerState, createApiServer} from '../../../../src/rehearsal/kube/create-api-server.js';
import {createNetwork} from '../../../../src/rehearsal/net/create-network.js';
import type {NodeSpec} from '../../../../src/rehearsal/seams/control-planes.js';
import type {KubeTransport} from '../../../../src/rehearsal/seams/kube-transport.js';
import {createFakeCloud, type FakeCloud} from './fake-cloud-side.js';

export const testNode = (name: string, over: Partial<NodeSpec> = {}): NodeSpec => ({
  name,
  pool: 'hyperplane-pool',
  zone: 'northamerica-northeast1-a',
  machineType: 'n2-standard-16',
  labels: {'cloud.google.com/gke-nodepool': 'hyperplane-pool', 'hyperplane.dev/nodeType': 'hyperplane-pool'},
  taints: [],
  cpus: 16,
  memoryMib: 65_536,
  bootDiskGb: 100,
  version: '1.27.3-gke.100',
  internalIp: `10.128.0.${10 + Number(/\d+$/.exec(name)?.[0] ?? 0)}`,
  podCidr: `10.8.${Number(/\d+$/.exec(name)?.[0] ?? 0)}.0/24`,
  providerId: `gce://demo/northamerica-northeast1-a/${name}`,
  isSpot: false,
  ...over,
});

/** What a cluster leaves behind, to go on from. */
export interface LeftCluster {
  readonly atMs: number;
  readonly apiServer: ApiServerState;
  readonly workloads: WorkloadState;
  readonly nodes: readonly NodeSpec[];
  readonly cloud: FakeCloud;
}

/** A whole cluster in this process, on a clock that moves when told. */
export async function startCluster(
  options: {
    nodes?: NodeSpec[];
    overrides?: BehaviourOverride[];
    clusterFaults?: ClusterFault[];
    left?: LeftCluster;
  } = {},
) {
  const clock = createManualClock(options.left?.atMs ?? Date.parse('2023-12-04T10:00:00Z'));
  const cloud = options.left?.cloud ?? createFakeCloud();
  const network = await createNetwork({clock, seed: 1, cloud: () => cloud, machineNow: () => Date.now()});
  const uid = 'c1';
  const server = createApiServer({
    clock,
    seed: 1,
    gitVersion: 'v1.27.3-gke.100',
    callWebhook: (target, review) => network.callWebhook(uid, target, review),
    ...(options.left ? {state: options.left.apiServer} : {}),
  });
  const feed = createNodeFeed(
    options.left?.nodes ?? options.nodes ?? [testNode('node-0'), testNode('node-1'), testNode('node-2')],
  );
  const overrides = options.overrides ?? [];
  const clusterFaults = options.clusterFaults ?? [];
  const failures: string[] = [];
  const controllers = runControllers({
    transport: (user) => server.localTransport(user),
    clock,
    seed: 7,
    cloud,
    cluster: {
      uid,
      project: 'demo',
      location: 'northamerica-northeast1-a',
      name: 'prod',
      version: '1.27.3-gke.100',
      podCidr: '10.8.0.0/14',
      serviceCidr: '10.0.0.0/20',
    },
    rootCa: '-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n',
    nodes: feed,
    behaviours: {table: knownBehaviours, overrides: () => overrides, clusterFaults: () => clusterFaults},
    network,
    ...(options.left ? {state: options.left.workloads} : {}),
    onFailure: (queue, key, error) => failures.push(`${queue} ${key}: ${error instanceof Error ? error.stack : error}`),
  });
  const kube: KubeTransport = server.localTransport('admin');
  return {
    clock,
    cloud,
    network,
    feed,
    overrides,
    clusterFaults,
    failures,
    kube,
    controllers,
    server,
    get: async (path: string) => (await kube.request({method: 'GET', path})).body,
    create: async (path: string, body: unknown) => {
      const answer = await kube.request({method: 'POST', path, body});
      if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
      return answer.body;
    },
    /** Lets virtual seconds pass, in steps small enough for controllers to follow each other. */
    pass: (seconds: number) => pass(clock, seconds),
    /** Stops, and hands over what it leaves as plain data, but for the cloud. */
    leave: async (): Promise<LeftCluster> => {
      await controllers.stop();
      const plain = JSON.parse(JSON.stringify({apiServer: server.snapshot(), workloads: controllers.state}));
      await server.close();
      return {...plain, atMs: clock.now(), nodes: feed.current(), cloud};
    },
    stop: async () => {
      await controllers.stop();
      await server.close();
    },
  };
}

async function pass(clock: ManualClock, seconds: number): Promise<void> {
  for (let step = 0; step < seconds; step++) await clock.advance(1000);
}
