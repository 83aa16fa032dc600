import type {ContainerEnd, ContainerRun} from './container-run.js';
import type {ContainerSpec, ContainerStep, ProbeSpec, StepEnvironment} from './step-container.js';

type Running = ContainerRun & {phase: 'running'};

/** How often a process whose needs are not met tries again. */
const retryMs = 5_000;

/** Carries a running container on: it becomes ready, waits for what it needs, fails or ends. */
export function stepRunning(run: Running, environment: StepEnvironment): ContainerStep {
  const {nowMs, fault, behaviour, draw, isTask} = environment;
  if (fault?.kind === 'crash' || fault?.kind === 'oom') {
    const endMs = run.startedMs + fault.afterMs;
    if (nowMs >= endMs)
      return ended(run, nowMs, fault.kind === 'oom' ? {exitCode: 137, reason: 'OOMKilled'} : failure(fault.exitCode));
    return soonest(settle(run, environment), endMs);
  }
  if (fault?.kind === 'hang') return {run, nextMs: nowMs + retryMs};
  const isMet = run.metMs !== undefined || environment.areNeedsMet();
  if (!isMet) {
    if (behaviour.whenUnmet !== 'exit') return soonest(settle(run, environment), nowMs + retryMs);
    const endMs = run.startedMs + draw('give-up', [8_000, 20_000]);
    return nowMs >= endMs
      ? ended(run, nowMs, failure(1))
      : soonest(settle(run, environment), Math.min(endMs, nowMs + retryMs));
  }
  const met: Running = run.metMs === undefined ? {...run, metMs: nowMs} : run;
  if (isTask) {
    const endMs = met.metMs! + draw('start', behaviour.startMs) + draw('run', behaviour.runsMs ?? [2_000, 10_000]);
    return nowMs >= endMs
      ? ended(met, nowMs, {exitCode: 0, reason: 'Completed'})
      : soonest(settle(met, environment), endMs);
  }
  return settle(met, environment);
}

/** Readiness: by probe where the container has one, at once otherwise. */
function settle(run: Running, environment: StepEnvironment): ContainerStep {
  const {nowMs, container, fault, emit, behaviour, draw} = environment;
  if (fault?.kind === 'liveness' && container.livenessProbe)
    return failLiveness(run, environment, container.livenessProbe, fault.message);
  const servesMs = (run.metMs ?? Number.POSITIVE_INFINITY) + draw('start', behaviour.startMs);
  const isUp = (probe: ProbeSpec | undefined) =>
    !probe || (nowMs >= servesMs && nowMs >= run.startedMs + (probe.initialDelaySeconds ?? 0) * 1000);
  const hasStarted = run.hasStarted || isUp(container.startupProbe);
  const isFaulty = fault?.kind === 'readiness' && container.readinessProbe !== undefined;
  const isReady = hasStarted && !isFaulty && isUp(container.readinessProbe);
  const probe = hasStarted ? container.readinessProbe : container.startupProbe;
  const next = run.hasStarted === hasStarted && run.isReady === isReady ? run : {...run, hasStarted, isReady};
  if (isReady && hasStarted) return fault ? {run: next, nextMs: nowMs + retryMs} : {run: next};
  const periodMs = (probe?.periodSeconds ?? 10) * 1000;
  const firstMs = run.startedMs + (probe?.initialDelaySeconds ?? 0) * 1000;
  if (probe && nowMs >= firstMs + periodMs) {
    emit(
      'Warning',
      'Unhealthy',
      `${hasStarted ? 'Readiness' : 'Startup'} probe failed: ${isFaulty && fault.kind === 'readiness' ? fault.message : describeRefusal(probe, container, environment.podIp)}`,
    );
  }
  return {
    run: next,
    nextMs: Math.max(nowMs < firstMs ? firstMs : nowMs + periodMs, Math.min(servesMs, nowMs + periodMs)),
  };
}

function failLiveness(
  run: Running,
  {nowMs, emit, container}: StepEnvironment,
  probe: ProbeSpec,
  message: string,
): ContainerStep {
  const periodMs = (probe.periodSeconds ?? 10) * 1000;
  const endMs = run.startedMs + (probe.initialDelaySeconds ?? 0) * 1000 + periodMs * (probe.failureThreshold ?? 3);
  if (nowMs > run.startedMs) emit('Warning', 'Unhealthy', `Liveness probe failed: ${message}`);
  if (nowMs < endMs) return {run, nextMs: Math.min(endMs, nowMs + periodMs)};
  emit('Normal', 'Killing', `Container ${container.name} failed liveness probe, will be restarted`);
  return ended(run, nowMs, failure(137));
}

function describeRefusal({httpGet, tcpSocket}: ProbeSpec, {ports = []}: ContainerSpec, podIp: string): string {
  const named = httpGet?.port ?? tcpSocket?.port;
  const port = ports.find(({name}) => name === named)?.containerPort ?? named;
  if (port === undefined) return 'command exited with code 1';
  const refusal = `dial tcp ${podIp}:${port}: connect: connection refused`;
  if (!httpGet) return refusal;
  return `Get "${(httpGet.scheme ?? 'HTTP').toLowerCase()}://${podIp}:${port}${httpGet.path ?? '/'}": ${refusal}`;
}

function failure(exitCode: number): Pick<ContainerEnd, 'exitCode' | 'reason'> {
  return {exitCode, reason: 'Error'};
}

function ended(
  {restarts, failures, last, startedMs}: Running,
  nowMs: number,
  how: Pick<ContainerEnd, 'exitCode' | 'reason'>,
): ContainerStep {
  return {
    run: {phase: 'ended', restarts, failures, ...(last ? {last} : {}), end: {...how, startedMs, finishedMs: nowMs}},
  };
}

function soonest({run, nextMs}: ContainerStep, otherMs: number): ContainerStep {
  return {run, nextMs: nextMs === undefined ? otherMs : Math.min(nextMs, otherMs)};
}
