import {type Condition, formatTime, withCondition} from '../core/conditions.js';
import type {KubeObject} from '../core/kube-object.js';
import {type ContainerRun, freshRun} from './container-run.js';
import {formatContainerStatus} from './container-status.js';
import type {PodRun} from './pod-run.js';
import type {ContainerSpec} from './step-container.js';

/** The `status` of a pod whose containers are in the given state. */
export function formatPodStatus(
  pod: KubeObject,
  run: PodRun,
  node: {readonly internalIp: string},
  nowMs: number,
  minor: number,
): Record<string, unknown> {
  const {spec, metadata} = pod;
  const before = pod.status ?? {};
  const inits: ContainerSpec[] = spec.initContainers ?? [];
  const mains: ContainerSpec[] = spec.containers;
  const runOf = ({name}: ContainerSpec) => run.containers[name] ?? freshRun;
  const incomplete = inits.filter((container) => !isPassed(container, runOf(container)));
  const sidecars = inits.filter(isSidecar);
  const surroundings = {podDescription: `${metadata.name}_${metadata.namespace}(${metadata.uid})`, uid: metadata.uid};
  const statusesOf = (containers: ContainerSpec[], isInit: boolean) =>
    containers.map((container) =>
      formatContainerStatus(container, runOf(container), {
        ...surroundings,
        isInit,
        waitingReason: inits.length > 0 ? 'PodInitializing' : 'ContainerCreating',
      }),
    );
  const phase = phaseOf(spec.restartPolicy, mains.map(runOf), inits.map(runOf), incomplete.length === 0);
  return {
    ...before,
    phase,
    conditions: withSandboxCondition(
      run,
      minor,
      nowMs,
      conditionsOf(
        before.conditions,
        phase,
        incomplete,
        [...sidecars, ...mains].filter((container) => !isReady(runOf(container))),
        nowMs,
      ),
    ),
    hostIP: node.internalIp,
    ...(minor >= 29 ? {hostIPs: [{ip: node.internalIp}]} : {}),
    ...(run.podIp ? {podIP: run.podIp, podIPs: [{ip: run.podIp}]} : {}),
    startTime: before.startTime ?? formatTime(nowMs),
    ...(inits.length > 0 ? {initContainerStatuses: statusesOf(inits, true)} : {}),
    containerStatuses: statusesOf(mains, false),
  };
}

/** Whether a container has ended well. */
export function isCompleted(run: ContainerRun): boolean {
  return run.phase === 'ended' && run.end.exitCode === 0;
}

/** Whether an init container runs beside the others instead of ending before them. */
export function isSidecar(container: ContainerSpec): boolean {
  return container.restartPolicy === 'Always';
}

/** Whether the next init container may begin: this one has ended well, or runs as a sidecar. */
export function isPassed(container: ContainerSpec, run: ContainerRun): boolean {
  return isCompleted(run) || (isSidecar(container) && run.phase === 'running' && run.hasStarted);
}

function isReady(run: ContainerRun): boolean {
  return run.phase === 'running' && run.isReady;
}

function phaseOf(restartPolicy: string, mains: ContainerRun[], inits: ContainerRun[], isInitialized: boolean): string {
  const hasFailed = (run: ContainerRun) => run.phase === 'ended' && run.end.exitCode !== 0;
  if (restartPolicy === 'Never' && inits.some(hasFailed)) return 'Failed';
  if (!isInitialized) return 'Pending';
  const isOver = (run: ContainerRun) => isCompleted(run) || (restartPolicy === 'Never' && hasFailed(run));
  if (restartPolicy !== 'Always' && mains.every(isOver)) return mains.some(hasFailed) ? 'Failed' : 'Succeeded';
  return mains.every(
    (run) => run.phase === 'running' || run.phase === 'ended' || run.phase === 'waiting' || run.last !== undefined,
  )
    ? 'Running'
    : 'Pending';
}

function conditionsOf(
  before: Condition[] | undefined,
  phase: string,
  incomplete: ContainerSpec[],
  unready: ContainerSpec[],
  nowMs: number,
): Condition[] {
  const list = (containers: ContainerSpec[]) => `[${containers.map(({name}) => name).join(' ')}]`;
  const isOver = phase === 'Succeeded';
  const initialized: Condition = isOver
    ? {type: 'Initialized', status: 'True', reason: 'PodCompleted'}
    : incomplete.length === 0
      ? {type: 'Initialized', status: 'True'}
      : {
          type: 'Initialized',
          status: 'False',
          reason: 'ContainersNotInitialized',
          message: `containers with incomplete status: ${list(incomplete)}`,
        };
  const readiness = (type: string): Condition =>
    isOver
      ? {type, status: 'False', reason: 'PodCompleted'}
      : phase === 'Failed'
        ? {type, status: 'False', reason: 'PodFailed'}
        : unready.length === 0 && incomplete.length === 0
          ? {type, status: 'True'}
          : {
              type,
              status: 'False',
              reason: 'ContainersNotReady',
              message: `containers with unready status: ${list(unready)}`,
            };
  const wanted = [initialized, readiness('Ready'), readiness('ContainersReady')];
  const scheduled = before?.find(({type}) => type === 'PodScheduled') ?? {
    type: 'PodScheduled',
    status: 'True' as const,
    lastProbeTime: null,
    lastTransitionTime: formatTime(nowMs),
  };
  const result = wanted.map(
    (condition) =>
      withCondition(
        before?.filter(({type}) => type === condition.type),
        {lastProbeTime: null, ...condition},
        nowMs,
      )[0]!,
  );
  return [...result, scheduled];
}

/** From 1.29 on a pod says whether its sandbox stands. https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-has-network */
function withSandboxCondition(run: PodRun, minor: number, nowMs: number, conditions: Condition[]): Condition[] {
  if (minor < 29) return conditions;
  const status = run.podIp === undefined ? 'False' : 'True';
  const stamp = {lastProbeTime: null, lastTransitionTime: formatTime(run.sandboxMs ?? nowMs)};
  return [{type: 'PodReadyToStartContainers', status, ...stamp}, ...conditions];
}
