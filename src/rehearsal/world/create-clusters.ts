import type {VirtualClock} from '../clock/virtual-clock.js';
import {knownBehaviours} from '../controllers/behaviours/workload-behaviours.data.js';
import {createNodeFeed, type NodeFeed} from '../controllers/nodes/node-feed.js';
import {type RunningControllers, runControllers} from '../controllers/run-controllers.js';
import type {Incidents} from '../incidents/run-incidents.js';
import {type ApiServer, createApiServer} from '../kube/create-api-server.js';
import type {Network} from '../net/create-network.js';
import type {CloudSide} from '../seams/cloud-side.js';
import type {ControlPlaneAddress, ControlPlaneSpec, ControlPlanes, NodeSpec} from '../seams/control-planes.js';
import type {KubeTransport} from '../seams/kube-transport.js';
import {drainNode} from './drain-node.js';
import type {ObjectChange} from './world-file.js';
import type {ClusterPart, ClusterState} from './world-state.js';

interface Cluster {
  spec: ControlPlaneSpec;
  readonly server: ApiServer;
  readonly feed: NodeFeed;
  readonly controllers: RunningControllers;
}

/** The Kubernetes side of a world. */
export interface Clusters extends ControlPlanes {
  restore(state: ClusterState): Promise<void>;
  /** The clusters that run. */
  list(): readonly ControlPlaneSpec[];
  /** The API server of a cluster as a user with all rights sees it. */
  kube(uid: string, user: string): KubeTransport;
  /** All but the objects, cluster by cluster. */
  parts(): readonly ClusterPart[];
  /** The objects that changed since this was last asked for. */
  takeChanges(): readonly ObjectChange[];
  /** All objects. */
  objects(): readonly ObjectChange[];
  stop(): Promise<void>;
}

export interface ClustersOptions {
  readonly clock: VirtualClock;
  readonly seed: number;
  readonly network: Network;
  /** The cloud is made after the clusters that it asks for, so it is looked up when needed. */
  readonly cloud: () => CloudSide;
  readonly onChange: () => void;
  /** What goes wrong in the clusters; looked up when needed, as incidents are made after what they befall. */
  readonly incidents: () => Pick<Incidents, 'overrides' | 'clusterFaults' | 'disturb'> | undefined;
  /** Hears of what the world's own machinery stumbled over; it tries again in any case. */
  readonly onFailure: (text: string) => void;
}

/** Runs an API server with its controllers for each cluster that the cloud asks for. */
export function createClusters(options: ClustersOptions): Clusters {
  const clusters = new Map<string, Cluster>();
  const changes = new Map<string, ObjectChange>();

  const open = async (spec: ControlPlaneSpec, state?: ClusterState): Promise<ControlPlaneAddress> => {
    const {clock, seed, network} = options;
    const {uid} = spec;
    const side = options.cloud();
    const server = createApiServer({
      clock,
      seed,
      gitVersion: `v${spec.version}`,
      serviceCidr: spec.serviceCidr,
      authenticate(token) {
        const identity = side.identify(token);
        return identity === undefined ? undefined : {username: identity.email, groups: ['system:authenticated']};
      },
      isGrantedByCloud: (username, permission) => side.isGranted(uid, username, permission),
      callWebhook: (target, review) =>
        network.callWebhook(uid, target, review) as ReturnType<
          NonNullable<Parameters<typeof createApiServer>[0]['callWebhook']>
        >,
      // Logs are the kubelets', which start after the server that they ask.
      readLog: (request) => clusters.get(uid)?.controllers.readLog(request),
      isReachable: () => side.admitsOperator?.(uid) ?? true,
      disturb: (request) => options.incidents()?.disturb(uid, request),
      onChange(change) {
        const key = `${uid}/${change.collection}/${change.namespace}/${change.name}`;
        changes.set(key, {cluster: uid, ...change, entry: change.entry});
        options.onChange();
      },
      ...(state === undefined ? {} : {state: state.apiServer}),
    });
    const address = await server.listen();
    const feed = createNodeFeed(state?.nodes ?? []);
    const controllers = runControllers({
      transport: (user) => server.localTransport(user),
      clock,
      seed,
      cloud: side,
      cluster: spec,
      rootCa: Buffer.from(address.caCertificate, 'base64').toString('utf8'),
      nodes: feed,
      behaviours: {
        table: knownBehaviours,
        overrides: () => options.incidents()?.overrides(uid) ?? [],
        clusterFaults: () => options.incidents()?.clusterFaults(uid) ?? [],
      },
      onFailure: (queue, key, error) =>
        options.onFailure(`${spec.name}: ${queue} ${key}: ${error instanceof Error ? error.message : String(error)}`),
      network,
      ...(state === undefined ? {} : {state: state.workloads}),
    });
    clusters.set(uid, {spec, server, feed, controllers});
    return address;
  };
  const find = (uid: string): Cluster => {
    const cluster = clusters.get(uid);
    if (cluster === undefined) throw new Error(`no control plane ${uid}`);
    return cluster;
  };
  const close = async (uid: string): Promise<void> => {
    const cluster = clusters.get(uid);
    if (cluster === undefined) return;
    clusters.delete(uid);
    await cluster.controllers.stop();
    await cluster.server.close();
    for (const [key, change] of changes) if (change.cluster === uid) changes.delete(key);
  };
  return {
    create: (spec) => open(spec),
    delete: close,
    async setVersion(uid, version) {
      const cluster = find(uid);
      cluster.spec = {...cluster.spec, version};
      cluster.server.setVersion(`v${version}`);
      options.onChange();
    },
    async setNodes(uid, nodes: readonly NodeSpec[]) {
      find(uid).feed.set(nodes);
      options.onChange();
    },
    drainNode: (uid, node) => drainNode(find(uid).server.localTransport('system:cloud-node-drain'), node),
    restore: async (state) => {
      await open(state.spec, state);
    },
    list: () => [...clusters.values()].map(({spec}) => spec),
    kube: (uid, user) => find(uid).server.localTransport(user),
    parts: () =>
      [...clusters.values()].map(({spec, server, feed, controllers}) => ({
        spec,
        nodes: feed.current(),
        settings: server.settings(),
        workloads: controllers.state,
      })),
    takeChanges() {
      // Those of a cluster that is still being opened wait until it is one of the parts.
      const taken = [...changes].filter(([, {cluster}]) => clusters.has(cluster));
      for (const [key] of taken) changes.delete(key);
      return taken.map(([, change]) => change);
    },
    objects: () =>
      [...clusters].flatMap(([cluster, {server}]) => server.entries().map((entry) => ({cluster, ...entry}))),
    stop: async () => {
      for (const uid of [...clusters.keys()]) await close(uid);
    },
  };
}
