import {isTaskPod} from '../behaviours/pod-roles.js';
import {selectBehaviour} from '../behaviours/select-behaviour.js';
import {addRealm} from '../behaviours/workload-state.js';
import {isSameJson} from '../core/canonical-json.js';
import type {ControllerContext} from '../core/controller-context.js';
import type {EventRecorder} from '../core/event-recorder.js';
import type {KubeClient} from '../core/kube-client.js';
import {type KubeObject, objectKey} from '../core/kube-object.js';
import {kubeResources} from '../core/kube-resource.js';
import {isLost} from '../nodes/lost-nodes.js';
import {restoreRun} from './container-run.js';
import {createImageStore, type ImageStore} from './image-store.js';
import {mountVolumes} from './mount-volumes.js';
import {createPodEnvironment} from './pod-environment.js';
import type {PodRun} from './pod-run.js';
import {formatPodStatus} from './pod-status.js';
import {stepPod} from './step-pod.js';
import {terminatePod} from './terminate-pod.js';

/** A kubelet looks at its containers once a second, and reports together what happened in between. k8s.io/kubernetes/pkg/kubelet/pleg */
const relistMs = 1_000;
/** Faults come and go without an object that tells; how often they are looked at. */
const faultCheckMs = 5_000;
/** A kubelet that is cut off does nothing until it is back. */
const lostRecheckMs = 10_000;

/** A node's kubelet as its pods see it. */
export interface Kubelet {
  readonly node: string;
  readonly client: KubeClient;
  readonly record: EventRecorder;
}

/** What all kubelets share. */
export interface KubeletWorld {
  readonly context: ControllerContext;
  readonly images: ImageStore;
  /** What is known of each pod, by uid. */
  readonly runs: Map<string, PodRun>;
  /** What was last reported of each pod, and when, by uid. */
  readonly reports: Map<string, {readonly status: unknown; readonly atMs: number}>;
  readonly attach: EventRecorder;
}

/** Runs the pods of all nodes: pulls, starts, probes, restarts and ends their containers as their behaviours say. */
export function runKubelets(context: ControllerContext): void {
  const {informers} = context;
  const pods = informers.of(kubeResources.pods);
  pods.addIndex('node', (pod) => (pod.spec.nodeName ? [pod.spec.nodeName] : []));
  const world: KubeletWorld = {
    context,
    images: createImageStore(context),
    runs: new Map(),
    reports: new Map(),
    attach: context.recorder('system:serviceaccount:kube-system:attachdetach-controller', 'attachdetach-controller'),
  };
  const kubelets = new Map<string, Kubelet>();
  const kubeletOf = (node: string): Kubelet => {
    const known = kubelets.get(node);
    if (known) return known;
    const user = `system:node:${node}`;
    const kubelet = {node, client: context.client(user), record: context.recorder(user, 'kubelet', node)};
    kubelets.set(node, kubelet);
    return kubelet;
  };
  const queue = context.queue('kubelet', async (key) => {
    const pod = pods.getByKey(key);
    return pod?.spec.nodeName ? syncPod(world, kubeletOf(pod.spec.nodeName), pod) : undefined;
  });
  pods.onChange(({type, object, previous}) => {
    const {uid} = object.metadata;
    if (!object.spec.nodeName) return;
    if (type === 'added') world.images.restore(object);
    if (type === 'deleted') {
      world.runs.delete(uid);
      world.reports.delete(uid);
    } else if (!isOwnReport(object, previous, world.reports.get(uid)?.status)) queue.add(objectKey(object));
  });
  let faults = '';
  context.every(faultCheckMs, () => {
    const present = JSON.stringify(context.behaviours.overrides());
    if (present === faults) return;
    faults = present;
    for (const pod of pods.list()) if (pod.spec.nodeName) queue.add(objectKey(pod));
  });
}

/** Whether a change is nothing but the kubelet's own report come back. */
function isOwnReport(object: KubeObject, previous: KubeObject | undefined, reported: unknown): boolean {
  return (
    previous !== undefined &&
    object.spec === previous.spec &&
    object.metadata.deletionTimestamp === previous.metadata.deletionTimestamp &&
    object.metadata.labels === previous.metadata.labels &&
    object.metadata.annotations === previous.metadata.annotations &&
    isSameJson(object.status, reported)
  );
}

async function syncPod(world: KubeletWorld, kubelet: Kubelet, pod: KubeObject): Promise<number | undefined> {
  const {clock, informers} = world.context;
  const node = informers.of(kubeResources.nodes).get(undefined, kubelet.node);
  if (!node) {
    if (pod.metadata.deletionTimestamp)
      await kubelet.client.remove(kubeResources.pods, pod.metadata, {uid: pod.metadata.uid, gracePeriodSeconds: 0});
    return 5_000;
  }
  if (isLost(world.context.behaviours, kubelet.node)) return lostRecheckMs;
  const nowMs = clock.now();
  const isOver = ['Succeeded', 'Failed'].includes(pod.status?.phase);
  const known = world.runs.get(pod.metadata.uid) ?? restore(pod);
  if (pod.metadata.deletionTimestamp) return terminatePod(world, kubelet, pod, known, isOver);
  if (isOver) return undefined;
  const before = mountVolumes(world, kubelet, pod, known);
  const {run, nextMs} = stepPod(pod, before, createPodEnvironment(world, kubelet, node, pod, before));
  world.runs.set(pod.metadata.uid, run);
  noteEffects(world, pod, before, run);
  const status = formatPodStatus(pod, run, {internalIp: addressOf(node)}, nowMs, world.context.minor);
  const nextDelayMs = nextMs === undefined ? undefined : nextMs - clock.now();
  if (isSameJson(status, pod.status)) return nextDelayMs;
  const restMs = (world.reports.get(pod.metadata.uid)?.atMs ?? Number.NEGATIVE_INFINITY) + relistMs - nowMs;
  if (restMs > 0) return Math.min(restMs, nextDelayMs ?? restMs);
  world.reports.set(pod.metadata.uid, {status, atMs: nowMs});
  const written = await kubelet.client.update(kubeResources.pods, {...pod, status}, 'status');
  world.reports.set(pod.metadata.uid, {status: written.status, atMs: nowMs});
  return nextDelayMs;
}

/** What the kubelet knows after its own start, from the pod's status alone. */
function restore(pod: KubeObject): PodRun {
  const statuses = [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])];
  const podIp = pod.status?.podIP;
  return {
    ...(podIp ? {podIp, sandboxMs: Date.parse(pod.status.startTime), mountedMs: Date.parse(pod.status.startTime)} : {}),
    containers: Object.fromEntries(statuses.map((status) => [status.name, restoreRun(status)])),
  };
}

/** Records what tasks that have just ended well brought about. */
function noteEffects(
  {context: {behaviours, state}}: KubeletWorld,
  pod: KubeObject,
  before: PodRun,
  after: PodRun,
): void {
  for (const container of pod.spec.containers) {
    const run = after.containers[container.name];
    if (run?.phase !== 'ended' || run.end.exitCode !== 0 || before.containers[container.name]?.phase === 'ended')
      continue;
    const {creates} = selectBehaviour(behaviours, pod, container, isTaskPod(pod));
    if (creates) addRealm(state, creates.realm);
  }
}

function addressOf(node: KubeObject): string {
  return node.status?.addresses?.find(({type}: {type: string}) => type === 'InternalIP')?.address ?? '';
}
