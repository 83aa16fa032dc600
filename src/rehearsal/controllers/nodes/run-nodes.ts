import type {NodeSpec} from '../../seams/control-planes.js';
import {
  type Condition,
  conditionOf,
  formatMicroTime,
  formatTime,
  isConditionTrue,
  withCondition,
} from '../core/conditions.js';
import {type ControllerContext, controllerUser} from '../core/controller-context.js';
import type {KubeObject} from '../core/kube-object.js';
import {kubeResources} from '../core/kube-resource.js';
import {createNode, formatNodeStatus, notReadyTaint} from './create-node.js';
import {isLost} from './lost-nodes.js';
import type {NodeFeed} from './node-feed.js';

/** From registration until the network plugin is there and the node takes pods. */
const readyAfterMs = [6_000, 18_000] as const;
/** From then until the driver is installed and the device plugin counts the GPUs. */
const driverAfterMs = [60_000, 150_000] as const;
/** Kubelets report an unchanged status every five minutes. All do so at once, to leave the world at rest in between. */
const heartbeatMs = 300_000;
/** How often nodes that were lost, or are back, are looked for. */
const lossCheckMs = 10_000;

/** How often a node without a driver of GKE’s looks for one that a DaemonSet installs. */
const installerCheckMs = 15_000;
const installerImage = /nvidia-installer|gpu-installer/;

const unreachableKey = 'node.kubernetes.io/unreachable';
/** Taints that a node loses once it is ready. */
const passingTaints: ReadonlySet<string> = new Set([notReadyTaint.key, unreachableKey]);

/** Keeps a Node object and a lease for every machine, and removes those of machines that are gone. */
export function runNodes(context: ControllerContext, feed: NodeFeed): void {
  const {clock, informers, seeded} = context;
  const nodes = informers.of(kubeResources.nodes);
  const lifecycle = context.client(controllerUser('node-controller'));
  const recordLifecycle = context.recorder(controllerUser('node-controller'), 'node-controller');
  const registered = new Map<string, number>();
  const specOf = (name: string) => feed.current().find((spec) => spec.name === name);

  /** Whether a ready pod of a DaemonSet has installed a driver on the node. */
  const runsInstaller = (name: string) =>
    informers
      .of(kubeResources.pods)
      .byIndex('node', name)
      .some(
        (pod) =>
          isConditionTrue(pod, 'Ready') &&
          (pod.spec.initContainers ?? []).some(({image}: {image: string}) => installerImage.test(image)),
      );

  const queue = context.queue('nodes', async (name) => {
    const spec = specOf(name);
    const node = nodes.get(undefined, name);
    if (!spec) {
      registered.delete(name);
      if (node) {
        recordLifecycle(
          'Normal',
          'RemovingNode',
          {resource: kubeResources.nodes, object: node},
          `Node ${name} event: Removing Node ${name} from Controller`,
        );
        await lifecycle.remove(kubeResources.nodes, node.metadata);
        await lifecycle.remove(kubeResources.leases, {namespace: 'kube-node-lease', name});
      }
      return undefined;
    }
    return keepNode(spec, node);
  });

  const keepNode = async (spec: NodeSpec, known: KubeObject | undefined): Promise<number | undefined> => {
    const kubelet = context.client(`system:node:${spec.name}`);
    const node = known ?? (await kubelet.create(kubeResources.nodes, createNode(spec)));
    const sinceMs = registered.get(spec.name) ?? Date.parse(node.metadata.creationTimestamp);
    registered.set(spec.name, sinceMs);
    const nowMs = clock.now();
    const readyMs = sinceMs + seeded.between(`node/${spec.name}`, readyAfterMs);
    const isReady = nowMs >= readyMs;
    if (isLost(context.behaviours, spec.name)) return markLost(node);
    const driverMs = spec.gpu ? readyMs + seeded.between(`driver/${spec.name}`, driverAfterMs) : readyMs;
    const {gpu: _hidden, ...withoutGpu} = spec;
    const hasDriver = spec.gpu?.hasDriver !== false || runsInstaller(spec.name);
    const visible = hasDriver && nowMs >= driverMs ? spec : withoutGpu;
    const status = formatNodeStatus(visible, isReady, nowMs, isReady ? readyMs : sinceMs);
    await kubelet.update(kubeResources.nodes, {...(nodes.get(undefined, spec.name) ?? node), status}, 'status');
    await renewLease(spec.name, nowMs);
    if (!isReady) return readyMs - nowMs;
    const taints: Array<{key: string}> = node.spec.taints ?? [];
    if (taints.some(({key}) => passingTaints.has(key))) {
      await lifecycle.patch(kubeResources.nodes, node.metadata, {
        spec: {taints: taints.filter(({key}) => !passingTaints.has(key))},
      });
      context.recorder(`system:node:${spec.name}`, 'kubelet', spec.name)(
        'Normal',
        'NodeReady',
        {resource: kubeResources.nodes, object: node},
        `Node ${spec.name} status is now: NodeReady`,
      );
    }
    const nextMs = heartbeatMs - (nowMs % heartbeatMs);
    if (!hasDriver) return installerCheckMs;
    return nowMs < driverMs ? Math.min(driverMs - nowMs, nextMs) : nextMs;
  };

  /** What the node controller does about a kubelet that it has not heard of for a while. */
  const markLost = async (node: KubeObject): Promise<undefined> => {
    const about = {resource: kubeResources.nodes, object: node};
    if (conditionOf(node, 'Ready')?.status === 'Unknown') return undefined;
    const unknown = {
      status: 'Unknown',
      reason: 'NodeStatusUnknown',
      message: 'Kubelet stopped posting node status.',
    } as const;
    const types = ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure'];
    const conditions = types.reduce<Condition[]>(
      (list, type) => withCondition(list, {...conditionOf(node, type), type, ...unknown}, clock.now()),
      node.status?.conditions ?? [],
    );
    await lifecycle.update(kubeResources.nodes, {...node, status: {...node.status, conditions}}, 'status');
    recordLifecycle('Normal', 'NodeNotReady', about, `Node ${node.metadata.name} status is now: NodeNotReady`);
    const taints = ['NoSchedule', 'NoExecute'].map((effect) => ({
      key: unreachableKey,
      effect,
      timeAdded: formatTime(clock.now()),
    }));
    await lifecycle.patch(kubeResources.nodes, node.metadata, {
      spec: {taints: [...(node.spec.taints ?? []), ...taints]},
    });
    for (const pod of informers.of(kubeResources.pods).byIndex('node', node.metadata.name)) {
      const ready = {...conditionOf(pod, 'Ready'), type: 'Ready', status: 'False'} as const;
      const status = {...pod.status, conditions: withCondition(pod.status?.conditions, ready, clock.now())};
      await lifecycle.update(kubeResources.pods, {...pod, status}, 'status').catch(() => undefined);
    }
    return undefined;
  };

  const renewLease = async (name: string, nowMs: number) => {
    const client = context.client(`system:node:${name}`);
    const spec = {holderIdentity: name, leaseDurationSeconds: 40, renewTime: formatMicroTime(nowMs)};
    if (await client.createUnlessPresent(kubeResources.leases, {metadata: {name, namespace: 'kube-node-lease'}, spec}))
      return;
    await client.patch(kubeResources.leases, {namespace: 'kube-node-lease', name}, {spec});
  };

  const enqueueAll = () => {
    for (const {name} of feed.current()) queue.add(name);
    for (const {metadata} of nodes.list()) queue.add(metadata.name);
  };
  feed.onChange(enqueueAll);
  let lost = '';
  context.every(lossCheckMs, () => {
    const present = feed
      .current()
      .filter(({name}) => isLost(context.behaviours, name))
      .map(({name}) => name)
      .join();
    if (present === lost) return;
    lost = present;
    enqueueAll();
  });
  void nodes.whenSynced().then(enqueueAll);
}
