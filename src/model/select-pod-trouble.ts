import {type ContainerStatus, listContainerStatuses, readPodStatus} from './pod-status.js';
import type {KubeObject} from './ports/kube.js';

/** Which link of a pod's life is broken. */
export type PodTroubleKind =
  | 'unscheduled'
  | 'image'
  | 'start'
  | 'memory'
  | 'crash'
  | 'waiting'
  | 'unready'
  | 'evicted'
  | 'terminating';

/** Why a pod does not serve. */
export interface PodTrouble {
  readonly kind: PodTroubleKind;
  /** Kubernetes' own words. */
  readonly message: string;
  readonly container?: string;
  readonly image?: string;
  readonly exitCode?: number;
  readonly restarts?: number;
  /** Whether the log of an earlier life can be asked for. */
  readonly hasPrevious?: boolean;
  /** Since when, in milliseconds since the epoch; absent where nothing tells. */
  readonly sinceMs?: number;
}

/** Reasons for which a kubelet waits with an image. https://kubernetes.io/docs/concepts/containers/images/ */
const imageReasons = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
  'ImageInspectError',
  'RegistryUnavailable',
  'SignatureValidationFailed',
]);
const startReasons = new Set([
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
  'ContainerCannotRun',
  'StartError',
]);
/** Reasons of a pod whose turn has not come: they say nothing of their own. */
const ordinary = new Set(['PodInitializing', 'ContainerCreating']);

const parse = (time: string | undefined): {readonly sinceMs?: number} =>
  time === undefined || Number.isNaN(Date.parse(time)) ? {} : {sinceMs: Date.parse(time)};

function selectEndKind(reason: string | undefined, exitCode: number | undefined): PodTroubleKind {
  if (reason === 'OOMKilled') return 'memory';
  // 126 and 127 come from a shell, 128 from a runtime that found nothing to start.
  if ((reason !== undefined && startReasons.has(reason)) || exitCode === 127 || exitCode === 128) return 'start';
  return 'crash';
}

/** What a container itself says; undefined where it runs or ended as it should. */
function selectContainerTrouble(status: ContainerStatus): PodTrouble | undefined {
  const {name: container, image, restartCount: restarts = 0, state = {}, lastState} = status;
  const {waiting, terminated} = state;
  const common = {container, ...(image === undefined ? {} : {image}), restarts};
  const ended = terminated ?? lastState?.terminated;
  const end = {
    ...common,
    hasPrevious: terminated === undefined && lastState?.terminated !== undefined,
    ...(ended?.exitCode === undefined ? {} : {exitCode: ended.exitCode}),
    ...parse(ended?.finishedAt),
  };
  const words = (reason: string | undefined, message: string | undefined) =>
    [reason, message].filter((part) => part !== undefined && part !== '').join(': ') || 'no reason given';
  const {reason} = waiting ?? {};
  if (reason !== undefined && imageReasons.has(reason))
    return {kind: 'image', ...common, message: words(reason, waiting?.message)};
  if (reason !== undefined && startReasons.has(reason))
    return {kind: 'start', ...common, message: words(reason, waiting?.message)};
  if (terminated !== undefined && terminated.exitCode !== 0)
    return {
      kind: selectEndKind(terminated.reason, terminated.exitCode),
      ...end,
      message: words(terminated.reason, terminated.message),
    };
  if (reason === 'CrashLoopBackOff')
    return {
      kind: selectEndKind(ended?.reason, ended?.exitCode),
      ...end,
      message: words(ended?.reason ?? reason, ended?.message ?? waiting?.message),
    };
  if (reason !== undefined && !ordinary.has(reason))
    return {kind: 'start', ...common, message: words(reason, waiting?.message)};
  return undefined;
}

/** A container that runs again after it ended badly a moment ago: the quiet between two crashes. */
function selectFreshRestart(status: ContainerStatus, nowMs: number): PodTrouble | undefined {
  const {lastState, state, restartCount = 0, name: container, image} = status;
  const ended = lastState?.terminated;
  if (state?.running === undefined || restartCount < 2 || ended === undefined || ended.exitCode === 0) return undefined;
  const {sinceMs} = parse(ended.finishedAt);
  // A kubelet forgets its back-off after ten minutes without an end.
  // https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy
  if (sinceMs === undefined || nowMs - sinceMs > 600_000) return undefined;
  return {
    kind: selectEndKind(ended.reason, ended.exitCode),
    container,
    ...(image === undefined ? {} : {image}),
    restarts: restartCount,
    hasPrevious: true,
    ...(ended.exitCode === undefined ? {} : {exitCode: ended.exitCode}),
    sinceMs,
    message: ended.reason ?? 'it ended',
  };
}

/** How long a pod may take until it is ready, and be deleted, before that is a trouble; probes often wait a minute. */
const startMs = 90_000;

function selectUnready(pod: KubeObject, nowMs: number): PodTrouble | undefined {
  const status = readPodStatus(pod);
  const since = status.conditions?.find(({type}) => type === 'Ready')?.lastTransitionTime;
  const {sinceMs} = parse(since ?? pod.metadata.creationTimestamp);
  if (sinceMs !== undefined && nowMs - sinceMs < startMs) return undefined;
  const time = sinceMs === undefined ? {} : {sinceMs};
  const starting = (status.initContainerStatuses ?? []).find(({state, ready}) => ready !== true && state?.running);
  if (starting !== undefined)
    return {
      kind: 'waiting',
      container: starting.name,
      message: `init container ${starting.name} does not end`,
      ...time,
    };
  const creating = listContainerStatuses(status).find(({state}) => ordinary.has(state?.waiting?.reason ?? ''));
  if (creating !== undefined)
    return {
      kind: 'start',
      container: creating.name,
      message: creating.state?.waiting?.message ?? creating.state?.waiting?.reason ?? 'not created',
      ...time,
    };
  const unready = (status.containerStatuses ?? []).find(({ready}) => ready === false);
  if (unready !== undefined) {
    const {restartCount: restarts = 0, name: container} = unready;
    const hasPrevious = unready.lastState?.terminated !== undefined;
    return {kind: 'unready', container, restarts, hasPrevious, message: 'it runs and is not ready', ...time};
  }
  const {reason, message} =
    status.conditions?.find(({type, status: value}) => type === 'Ready' && value === 'False') ?? {};
  if (reason === undefined && message === undefined) return undefined;
  return {kind: 'unready', message: message ?? reason ?? 'not ready', ...time};
}

/**
 * Why a pod does not serve at `nowMs`; undefined where it does, where it ended as it should, and where it is
 * so young that nothing can be said. https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/
 */
export function selectPodTrouble(pod: KubeObject, nowMs: number): PodTrouble | undefined {
  const status = readPodStatus(pod);
  const {deletionTimestamp} = pod.metadata;
  if (status.phase === 'Succeeded') return undefined;
  if (deletionTimestamp !== undefined) {
    // The grace period is part of the timestamp.
    const {sinceMs} = parse(deletionTimestamp);
    return sinceMs !== undefined && nowMs - sinceMs > startMs
      ? {kind: 'terminating', message: 'it was deleted and does not end', sinceMs}
      : undefined;
  }
  if (status.phase === 'Failed' && (status.reason !== undefined || listContainerStatuses(status).length === 0))
    return {kind: 'evicted', message: [status.reason, status.message].filter(Boolean).join(': ') || 'it failed'};
  const unscheduled = status.conditions?.find(({type, status: value}) => type === 'PodScheduled' && value === 'False');
  if (unscheduled !== undefined)
    return {
      kind: 'unscheduled',
      message: unscheduled.message ?? unscheduled.reason ?? 'no reason given',
      ...parse(unscheduled.lastTransitionTime ?? pod.metadata.creationTimestamp),
    };
  for (const container of listContainerStatuses(status)) {
    const trouble = selectContainerTrouble(container) ?? selectFreshRestart(container, nowMs);
    if (trouble !== undefined) return trouble;
  }
  const isReady = status.conditions?.some(({type, status: value}) => type === 'Ready' && value === 'True');
  return isReady === true ? undefined : selectUnready(pod, nowMs);
}
