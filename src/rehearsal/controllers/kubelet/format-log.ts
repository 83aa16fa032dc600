import type {WorkloadBehaviour, WorkloadFault} from '../behaviours/workload-behaviours.js';
import {conditionOf} from '../core/conditions.js';
import type {KubeObject} from '../core/kube-object.js';

/** One line of a container's log. */
export interface LogLine {
  readonly atMs: number;
  readonly text: string;
}

interface LoggedState {
  readonly startedMs: number;
  /** When the process ended; undefined while it runs. */
  readonly endedMs?: number;
  readonly exitCode?: number;
}

const unmetEveryMs = 5_000;
const mostUnmetLines = 200;
const probeSlackMs = 15_000;

/** What a container has logged by now: its start, its waiting, its readiness or end, as its behaviour words it. */
export function formatLog(
  pod: KubeObject,
  state: LoggedState,
  behaviour: WorkloadBehaviour,
  fault: WorkloadFault | undefined,
  nowMs: number,
): LogLine[] {
  const {start = [], unmet = [], ready = []} = behaviour.logs ?? {};
  const {startedMs, endedMs, exitCode} = state;
  const endMs = endedMs ?? nowMs;
  const lines: LogLine[] = start.map((text, index) => ({atMs: startedMs + index * 10, text}));
  if (fault?.kind === 'crash' && fault.log) return [...lines, {atMs: endMs, text: fault.log}];
  const readyCondition = conditionOf(pod, 'Ready');
  const isReady = endedMs === undefined && readyCondition?.status === 'True';
  const servesMs = isReady ? Math.max(startedMs, Date.parse(String(readyCondition.lastTransitionTime))) : endMs;
  if (exitCode === 0) return [...lines, ...ready.map((text) => ({atMs: endMs, text}))];
  if (behaviour.needs?.length) {
    // A process that became ready needed its own start too; a probe may have noticed a little later.
    const metMs = isReady ? servesMs - behaviour.startMs[1] - probeSlackMs : servesMs;
    const stopMs = Math.min(metMs, startedMs + unmetEveryMs * mostUnmetLines);
    for (let atMs = startedMs + 1_000; atMs < stopMs; atMs += unmetEveryMs)
      lines.push(...unmet.map((text) => ({atMs, text})));
  }
  if (isReady) lines.push(...ready.map((text) => ({atMs: servesMs, text})));
  return lines;
}
