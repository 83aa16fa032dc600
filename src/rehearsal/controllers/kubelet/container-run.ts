/** What a container is doing on its node. Times are virtual epoch milliseconds; plain data. */
export type ContainerRun = {
  readonly restarts: number;
  /** Failed pulls or starts in a row, for the back-off. */
  readonly failures: number;
  /** How the run before this one ended. */
  readonly last?: ContainerEnd;
} & (
  | {readonly phase: 'new'}
  | {readonly phase: 'pulling'; readonly sinceMs: number; readonly untilMs: number}
  | {
      readonly phase: 'refused';
      readonly reason: string;
      readonly message: string;
      readonly sinceMs: number;
      readonly untilMs: number;
    }
  | {readonly phase: 'creating'; readonly untilMs: number}
  | {
      readonly phase: 'running';
      readonly startedMs: number;
      readonly isReady: boolean;
      readonly hasStarted: boolean;
      readonly metMs?: number;
    }
  | {readonly phase: 'ended'; readonly end: ContainerEnd}
  | {readonly phase: 'waiting'; readonly end: ContainerEnd; readonly untilMs: number}
);

/** How a process ended. */
export interface ContainerEnd {
  readonly exitCode: number;
  readonly reason: 'Completed' | 'Error' | 'OOMKilled';
  readonly startedMs: number;
  readonly finishedMs: number;
}

/** A container that has not been touched yet. */
export const freshRun: ContainerRun = {phase: 'new', restarts: 0, failures: 0};

interface TerminatedState {
  readonly exitCode: number;
  readonly reason: ContainerEnd['reason'];
  readonly startedAt: string;
  readonly finishedAt: string;
}

/** What a kubelet that has just started makes of a container's last reported status. */
export function restoreRun(
  status:
    | {
        restartCount?: number;
        ready?: boolean;
        started?: boolean;
        state?: {running?: {startedAt: string}; terminated?: TerminatedState};
        lastState?: {terminated?: TerminatedState};
      }
    | undefined,
): ContainerRun {
  if (!status) return freshRun;
  const last = status.lastState?.terminated ? {last: endOf(status.lastState.terminated)} : {};
  const base = {restarts: status.restartCount ?? 0, failures: 0, ...last};
  const {running, terminated} = status.state ?? {};
  if (running) {
    const startedMs = Date.parse(running.startedAt);
    return {
      ...base,
      phase: 'running',
      startedMs,
      isReady: status.ready ?? false,
      hasStarted: status.started ?? true,
      ...(status.ready ? {metMs: startedMs} : {}),
    };
  }
  if (terminated) return {...base, phase: 'ended', end: endOf(terminated)};
  return {...base, phase: 'new'};
}

function endOf({exitCode, reason, startedAt, finishedAt}: TerminatedState): ContainerEnd {
  return {exitCode, reason, startedMs: Date.parse(startedAt), finishedMs: Date.parse(finishedAt)};
}
