import type {WorkloadBehaviour, WorkloadFault} from '../behaviours/workload-behaviours.js';
import type {ContainerRun} from './container-run.js';
import type {EnvironmentSpec} from './pod-inputs.js';
import {stepRunning} from './step-running.js';

/** The part of a container's spec that a kubelet acts on. */
export interface ContainerSpec extends EnvironmentSpec {
  /** `Always` makes an init container a sidecar. https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/ */
  readonly restartPolicy?: string;
  readonly name: string;
  readonly image: string;
  readonly imagePullPolicy?: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly ports?: ReadonlyArray<{readonly name?: string; readonly containerPort: number}>;
  readonly readinessProbe?: ProbeSpec;
  readonly livenessProbe?: ProbeSpec;
  readonly startupProbe?: ProbeSpec;
}

/** The timing of a probe, in seconds. */
export interface ProbeSpec {
  readonly initialDelaySeconds?: number;
  readonly periodSeconds?: number;
  readonly failureThreshold?: number;
  readonly httpGet?: {readonly port: number | string; readonly path?: string; readonly scheme?: string};
  readonly tcpSocket?: {readonly port: number | string};
  readonly exec?: unknown;
}

/** Tells the world about a container: an Event on its pod. */
export type Emit = (type: 'Normal' | 'Warning', reason: string, message: string) => void;

/** What a step of a container depends on. */
export interface StepEnvironment {
  readonly nowMs: number;
  readonly container: ContainerSpec;
  readonly behaviour: WorkloadBehaviour;
  readonly fault: WorkloadFault | undefined;
  /** Init containers and the containers of tasks end; others run on. */
  readonly isTask: boolean;
  readonly restartPolicy: 'Always' | 'OnFailure' | 'Never';
  readonly minor: number;
  /** `NAME in pod POD_NAMESPACE(UID)`, as the back-off Event says it. */
  readonly description: string;
  readonly podIp: string;
  /** A missing ConfigMap, Secret or key that keeps the container from being created. */
  readonly configError: string | undefined;
  readonly emit: Emit;
  /** A seeded draw for `purpose`. */
  draw(purpose: string, range: readonly [number, number]): number;
  areNeedsMet(): boolean;
  readonly image: {
    isPresent(): boolean;
    pullMs(): number;
    bytes(): number;
    markPresent(): void;
    error(): string | undefined;
  };
}

/** A container's next state, and when to look again. */
export interface ContainerStep {
  readonly run: ContainerRun;
  readonly nextMs?: number;
}

/** Ten seconds, doubled with each failure, at most five minutes. https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/ */
export function backOffMs(failures: number): number {
  return Math.min(10_000 * 2 ** failures, 300_000);
}

/** Carries a container as far as it gets by `nowMs`. */
export function stepContainer(run: ContainerRun, environment: StepEnvironment): ContainerStep {
  const next = advance(run, environment);
  return next.run === run || next.nextMs !== undefined ? next : stepContainer(next.run, environment);
}

function advance(run: ContainerRun, environment: StepEnvironment): ContainerStep {
  const {nowMs, emit, container} = environment;
  switch (run.phase) {
    case 'new':
      return begin(run, environment);
    case 'pulling': {
      if (nowMs < run.untilMs) return {run, nextMs: run.untilMs};
      const error = environment.image.error();
      if (error) return refuse(run, environment, error);
      const took = `${((nowMs - run.sinceMs) / 1000).toFixed(9).replace(/0+$/, '').replace(/\.$/, '')}s`;
      emit(
        'Normal',
        'Pulled',
        `Successfully pulled image "${container.image}" in ${took} (${took} including waiting)${environment.minor >= 30 ? `. Image size: ${environment.image.bytes()} bytes.` : ''}`,
      );
      environment.image.markPresent();
      return create(run, environment);
    }
    case 'refused':
      return waitAfterRefusal(run, environment);
    case 'creating': {
      if (nowMs < run.untilMs) return {run, nextMs: run.untilMs};
      emit('Normal', 'Created', `Created container ${container.name}`);
      if (environment.fault?.kind === 'start-error') return startError(run, environment, environment.fault.message);
      emit('Normal', 'Started', `Started container ${container.name}`);
      const {restarts, last} = run;
      return {
        run: {
          phase: 'running',
          restarts,
          failures: 0,
          startedMs: nowMs,
          isReady: false,
          hasStarted: false,
          ...(last ? {last} : {}),
        },
      };
    }
    case 'running':
      return stepRunning(run, environment);
    case 'ended':
      return afterEnd(run, environment);
    case 'waiting': {
      if (nowMs < run.untilMs) return {run, nextMs: run.untilMs};
      return {run: {phase: 'new', restarts: run.restarts + 1, failures: run.failures, last: run.end}};
    }
  }
}

function begin(run: ContainerRun, environment: StepEnvironment): ContainerStep {
  const {nowMs, container, image, emit} = environment;
  const {restarts, failures, last} = run;
  const kept = {restarts, failures, ...(last ? {last} : {})};
  const mustPull = container.imagePullPolicy === 'Always' || !image.isPresent();
  if (mustPull && container.imagePullPolicy === 'Never') {
    emit(
      'Warning',
      'ErrImageNeverPull',
      `Container image "${container.image}" is not present with pull policy of Never`,
    );
    return {
      run: {
        ...kept,
        phase: 'refused',
        reason: 'ErrImageNeverPull',
        message: `Container image "${container.image}" is not present with pull policy of Never`,
        sinceMs: nowMs,
        untilMs: nowMs + 10_000,
      },
      nextMs: nowMs + 10_000,
    };
  }
  if (mustPull) {
    emit('Normal', 'Pulling', `Pulling image "${container.image}"`);
    const untilMs = nowMs + image.pullMs();
    return {run: {...kept, phase: 'pulling', sinceMs: nowMs, untilMs}, nextMs: untilMs};
  }
  emit('Normal', 'Pulled', `Container image "${container.image}" already present on machine`);
  return create(run, environment);
}

function create(
  {restarts, failures, last}: ContainerRun,
  {nowMs, draw, configError, emit}: StepEnvironment,
): ContainerStep {
  const kept = {restarts, failures, ...(last ? {last} : {})};
  if (configError) {
    emit('Warning', 'Failed', `Error: ${configError}`);
    const untilMs = nowMs + 12_000;
    return {
      run: {
        ...kept,
        phase: 'refused',
        reason: 'CreateContainerConfigError',
        message: configError,
        sinceMs: nowMs,
        untilMs,
      },
      nextMs: untilMs,
    };
  }
  const untilMs = nowMs + draw('create', [200, 1_200]);
  return {run: {...kept, phase: 'creating', untilMs}, nextMs: untilMs};
}

function refuse(
  {restarts, failures, last}: ContainerRun,
  {nowMs, container, emit}: StepEnvironment,
  error: string,
): ContainerStep {
  emit('Warning', 'Failed', `Failed to pull image "${container.image}": ${error}`);
  emit('Warning', 'Failed', 'Error: ErrImagePull');
  const kept = {restarts, failures: failures + 1, ...(last ? {last} : {})};
  const untilMs = nowMs + 12_000;
  return {
    run: {...kept, phase: 'refused', reason: 'ErrImagePull', message: error, sinceMs: nowMs, untilMs},
    nextMs: untilMs,
  };
}

function waitAfterRefusal(
  run: ContainerRun & {phase: 'refused'},
  {nowMs, container, emit}: StepEnvironment,
): ContainerStep {
  if (nowMs < run.untilMs) return {run, nextMs: run.untilMs};
  if (run.reason !== 'ErrImagePull') {
    const {restarts, failures, last} = run;
    return {run: {phase: 'new', restarts, failures, ...(last ? {last} : {})}};
  }
  emit('Normal', 'BackOff', `Back-off pulling image "${container.image}"`);
  emit('Warning', 'Failed', 'Error: ImagePullBackOff');
  const untilMs = run.sinceMs + Math.max(backOffMs(run.failures), 14_000);
  return {
    run: {...run, reason: 'ImagePullBackOff', message: `Back-off pulling image "${container.image}"`, untilMs},
    nextMs: untilMs,
  };
}

function startError(run: ContainerRun, {nowMs, emit}: StepEnvironment, message: string): ContainerStep {
  emit('Warning', 'Failed', `Error: ${message}`);
  return {
    run: {
      phase: 'ended',
      restarts: run.restarts,
      failures: run.failures,
      end: {exitCode: 128, reason: 'Error', startedMs: nowMs, finishedMs: nowMs},
    },
  };
}

function afterEnd(
  run: ContainerRun & {phase: 'ended'},
  {nowMs, restartPolicy, isTask, emit, description}: StepEnvironment,
): ContainerStep {
  const isOver = restartPolicy === 'Never' || (run.end.exitCode === 0 && (restartPolicy === 'OnFailure' || isTask));
  if (isOver) return {run};
  // Ten minutes without a crash clear the back-off.
  const failures = run.end.finishedMs - run.end.startedMs > 600_000 ? 0 : run.failures;
  if (run.restarts === 0) return {run: {phase: 'new', restarts: 1, failures, last: run.end}};
  emit('Warning', 'BackOff', `Back-off restarting failed container ${description}`);
  const untilMs = nowMs + backOffMs(Math.min(run.restarts - 1, 5));
  return {run: {phase: 'waiting', restarts: run.restarts, failures, end: run.end, untilMs}, nextMs: untilMs};
}
