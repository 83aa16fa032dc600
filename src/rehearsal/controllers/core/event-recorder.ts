import type {VirtualClock} from '../../clock/virtual-clock.js';
import {formatMicroTime, formatTime} from './conditions.js';
import type {KubeClient} from './kube-client.js';
import type {KubeObject} from './kube-object.js';
import {apiVersionOf, type KubeResource, kubeResources} from './kube-resource.js';

/** Writes Events about objects. A failure to write one is nobody's concern, as in every controller. */
export type EventRecorder = (
  type: 'Normal' | 'Warning',
  reason: string,
  about: {resource: KubeResource; object: KubeObject; fieldPath?: string},
  message: string,
) => void;

/** How long a repeated Event counts up instead of standing anew. k8s.io/client-go/tools/record/events_cache.go */
const correlationMs = 600_000;
const rememberedEvents = 4096;

/** A recorder that speaks as `component`, on `host` where the component runs on a node. */
export function createEventRecorder(
  client: KubeClient,
  clock: VirtualClock,
  component: string,
  host?: string,
): EventRecorder {
  const recent = new Map<string, {name: string; namespace: string; count: number; lastMs: number}>();
  let chain: Promise<unknown> = Promise.resolve();
  let serial = 0;
  return (type, reason, {resource, object, fieldPath}, message) => {
    const namespace = object.metadata.namespace ?? 'default';
    const id = [object.metadata.uid, type, reason, message, fieldPath].join('\0');
    const nowMs = clock.now();
    const known = recent.get(id);
    if (known && nowMs - known.lastMs < correlationMs) {
      known.count += 1;
      known.lastMs = nowMs;
      const change = {count: known.count, lastTimestamp: formatTime(nowMs)};
      chain = chain.then(() => client.patch(kubeResources.events, known, change)).catch(() => recent.delete(id));
      return;
    }
    // Names end in the time in nanoseconds; the serial keeps those of one millisecond apart.
    const name = `${object.metadata.name}.${(BigInt(Math.floor(nowMs)) * 1_000_000n + BigInt(serial++ % 1_000_000)).toString(16)}`;
    if (recent.size >= rememberedEvents) recent.delete(recent.keys().next().value as string);
    recent.set(id, {name, namespace, count: 1, lastMs: nowMs});
    const stamp = formatTime(nowMs);
    const event = {
      metadata: {name, namespace},
      involvedObject: referenceTo(resource, object, fieldPath),
      type,
      reason,
      message,
      source: {component, ...(host ? {host} : {})},
      firstTimestamp: stamp,
      lastTimestamp: stamp,
      count: 1,
      eventTime: null,
      reportingComponent: component,
      reportingInstance: host ?? '',
    };
    chain = chain.then(() => client.create(kubeResources.events, event)).catch(() => recent.delete(id));
  };
}

/** A recorder of the newer events API, which the scheduler uses: one time stamp, an action, no count. */
export function createActionRecorder(client: KubeClient, clock: VirtualClock, controller: string, instance: string) {
  let serial = 0;
  return (
    type: 'Normal' | 'Warning',
    reason: string,
    action: string,
    about: {resource: KubeResource; object: KubeObject},
    message: string,
  ): void => {
    const {resource, object} = about;
    const namespace = object.metadata.namespace ?? 'default';
    const nowMs = clock.now();
    const name = `${object.metadata.name}.${(BigInt(Math.floor(nowMs)) * 1_000_000n + BigInt(serial++ % 1_000_000)).toString(16)}`;
    const event = {
      metadata: {name, namespace},
      involvedObject: referenceTo(resource, object),
      type,
      reason,
      message,
      action,
      source: {},
      firstTimestamp: null,
      lastTimestamp: null,
      eventTime: formatMicroTime(nowMs),
      reportingComponent: controller,
      reportingInstance: instance,
    };
    client.create(kubeResources.events, event).catch(() => {});
  };
}

function referenceTo(resource: KubeResource, object: KubeObject, fieldPath?: string) {
  const {name, namespace, uid, resourceVersion} = object.metadata;
  return {
    kind: resource.kind,
    ...(namespace ? {namespace} : {}),
    name,
    uid,
    apiVersion: apiVersionOf(resource),
    resourceVersion,
    ...(fieldPath ? {fieldPath} : {}),
  };
}
