import type {KubeObject} from '../core/kube-object.js';
import {type ContainerRun, freshRun} from './container-run.js';
import type {PodRun} from './pod-run.js';
import {isPassed} from './pod-status.js';
import {type ContainerSpec, type StepEnvironment, stepContainer} from './step-container.js';

/** What a step of a pod depends on besides its containers. */
export interface PodStepEnvironment {
  readonly nowMs: number;
  /** Undefined while a volume or the node keeps the sandbox from being made. */
  readonly sandboxReadyMs: number | undefined;
  /** When to look at the volumes again. */
  readonly volumesRetryMs: number;
  allocateIp(): string;
  containerEnvironment(container: ContainerSpec, isInit: boolean, podIp: string): StepEnvironment;
}

/** A pod's next state, and when to look again. */
export interface PodStep {
  readonly run: PodRun;
  readonly nextMs?: number;
}

/** Carries a pod as far as it gets by now: sandbox, then init containers one by one, then all others. */
export function stepPod(pod: KubeObject, run: PodRun, environment: PodStepEnvironment): PodStep {
  const {nowMs, sandboxReadyMs} = environment;
  if (run.sandboxMs === undefined) {
    if (sandboxReadyMs === undefined) return {run, nextMs: environment.volumesRetryMs};
    if (nowMs < sandboxReadyMs) return {run, nextMs: sandboxReadyMs};
    return stepPod(pod, {...run, sandboxMs: nowMs, podIp: run.podIp ?? environment.allocateIp()}, environment);
  }
  const containers: Record<string, ContainerRun> = {...run.containers};
  let nextMs: number | undefined;
  const step = (container: ContainerSpec, isInit: boolean) => {
    const before = containers[container.name] ?? freshRun;
    const after = stepContainer(before, environment.containerEnvironment(container, isInit, run.podIp ?? ''));
    containers[container.name] = after.run;
    if (after.nextMs !== undefined) nextMs = Math.min(nextMs ?? after.nextMs, after.nextMs);
    return after.run;
  };
  const inits: ContainerSpec[] = pod.spec.initContainers ?? [];
  const isInitialized = inits.every((container) => isPassed(container, step(container, true)));
  if (isInitialized) for (const container of pod.spec.containers) step(container, false);
  return {run: {...run, containers}, ...(nextMs === undefined ? {} : {nextMs})};
}
