import type {NodeSpec} from '../../seams/control-planes.js';
import {formatMicroTime} from '../core/conditions.js';
import {type ControllerContext, controllerUser} from '../core/controller-context.js';
import type {KubeObject} from '../core/kube-object.js';
import {kubeResources} from '../core/kube-resource.js';
import {createNode, formatNodeStatus, notReadyTaint} from './create-node.js';
import type {NodeFeed} from './node-feed.js';

/** From registration until the network plugin is there and the node takes pods. */
const readyAfterMs = [6_000, 18_000] as const;
/** Real kubelets renew every ten seconds; nobody in a rehearsal judges by more than freshness. */
const heartbeatMs = 240_000;

/** Keeps a Node object and a lease for every machine, and removes those of machines that are gone. */
export function runNodes(context: ControllerContext, feed: NodeFeed): void {
  const {clock, informers, seeded} = context;
  const nodes = informers.of(kubeResources.nodes);
  const lifecycle = context.client(controllerUser('node-controller'));
  const recordLifecycle = context.recorder(controllerUser('node-controller'), 'node-controller');
  const registered = new Map<string, number>();
  const specOf = (name: string) => feed.current().find((spec) => spec.name === name);

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
    const status = formatNodeStatus(spec, isReady, nowMs, isReady ? readyMs : sinceMs);
    await kubelet.update(kubeResources.nodes, {...(nodes.get(undefined, spec.name) ?? node), status}, 'status');
    await renewLease(spec.name, nowMs);
    if (!isReady) return readyMs - nowMs;
    const taints: Array<{key: string}> = node.spec.taints ?? [];
    if (taints.some(({key}) => key === notReadyTaint.key)) {
      await lifecycle.patch(kubeResources.nodes, node.metadata, {
        spec: {taints: taints.filter(({key}) => key !== notReadyTaint.key)},
      });
      context.recorder(`system:node:${spec.name}`, 'kubelet', spec.name)(
        'Normal',
        'NodeReady',
        {resource: kubeResources.nodes, object: node},
        `Node ${spec.name} status is now: NodeReady`,
      );
    }
    return heartbeatMs;
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
  void nodes.whenSynced().then(enqueueAll);
}
