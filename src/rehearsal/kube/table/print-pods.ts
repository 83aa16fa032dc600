import type {KubeObject, Open} from '../object/kube-object.js';
import {formatAge, formatDuration} from './format-duration.js';
import {none, type Printer} from './printer.js';

/** Why an init container holds the pod, and how often init containers restarted; undefined where all are done. */
function selectInitReason(pod: KubeObject): string | undefined {
  const total = pod.spec?.initContainers?.length ?? 0;
  const statuses: readonly Open[] = pod.status?.initContainerStatuses ?? [];
  for (const [index, {state = {}, restartCount: _}] of statuses.entries()) {
    const {terminated, waiting} = state;
    if (terminated && terminated.exitCode === 0) continue;
    if (terminated)
      return terminated.reason
        ? `Init:${terminated.reason}`
        : terminated.signal
          ? `Init:Signal:${terminated.signal}`
          : `Init:ExitCode:${terminated.exitCode}`;
    if (waiting?.reason && waiting.reason !== 'PodInitializing') return `Init:${waiting.reason}`;
    return `Init:${index}/${total}`;
  }
  return undefined;
}

function selectContainerReason(pod: KubeObject, reason: string): string {
  let result = reason;
  let isRunning = false;
  const statuses: readonly Open[] = pod.status?.containerStatuses ?? [];
  for (const {state = {}, ready} of [...statuses].reverse()) {
    const {waiting, terminated, running} = state;
    if (waiting?.reason) result = waiting.reason;
    else if (terminated?.reason) result = terminated.reason;
    else if (terminated) result = terminated.signal ? `Signal:${terminated.signal}` : `ExitCode:${terminated.exitCode}`;
    else if (ready && running) isRunning = true;
  }
  if (result !== 'Completed' || !isRunning) return result;
  const isReady = pod.status?.conditions?.some(({type, status}: Open) => type === 'Ready' && status === 'True');
  return isReady ? 'Running' : 'NotReady';
}

function formatRestarts(statuses: readonly Open[], nowMs: number): string {
  const restarts = statuses.reduce((sum, {restartCount}) => sum + (restartCount ?? 0), 0);
  const times = statuses
    .map(({lastState}) => Date.parse(lastState?.terminated?.finishedAt ?? ''))
    .filter((time) => !Number.isNaN(time));
  return restarts > 0 && times.length > 0
    ? `${restarts} (${formatDuration(nowMs - Math.max(...times))} ago)`
    : String(restarts);
}

/** The word in kubectl's STATUS column. */
function selectPodStatus(pod: KubeObject): string {
  const isScheduledGated = pod.status?.conditions?.some(
    ({type, reason}: Open) => type === 'PodScheduled' && reason === 'SchedulingGated',
  );
  const phase = isScheduledGated ? 'SchedulingGated' : pod.status?.reason || pod.status?.phase || 'Unknown';
  const reason = selectInitReason(pod) ?? selectContainerReason(pod, phase);
  if (!pod.metadata.deletionTimestamp) return reason;
  return pod.status?.reason === 'NodeLost' ? 'Unknown' : 'Terminating';
}

/** `kubectl get pods`. */
export const podPrinter: Printer = {
  columns: ['Name', 'Ready', 'Status', 'Restarts', 'Age', '*IP', '*Node', '*Nominated Node', '*Readiness Gates'],
  print(pod, nowMs) {
    const statuses: readonly Open[] = pod.status?.containerStatuses ?? [];
    const ready = statuses.filter((status) => status.ready && status.state?.running).length;
    const isInitializing = selectInitReason(pod) !== undefined;
    const counted = isInitializing ? (pod.status?.initContainerStatuses ?? []) : statuses;
    const gates: readonly Open[] = pod.spec?.readinessGates ?? [];
    const passed = gates.filter(({conditionType}) =>
      pod.status?.conditions?.some(({type, status}: Open) => type === conditionType && status === 'True'),
    ).length;
    return [
      pod.metadata.name,
      `${ready}/${pod.spec?.containers?.length ?? 0}`,
      selectPodStatus(pod),
      formatRestarts(counted, nowMs),
      formatAge(pod.metadata.creationTimestamp, nowMs),
      pod.status?.podIPs?.[0]?.ip ?? pod.status?.podIP ?? none,
      pod.spec?.nodeName || none,
      pod.status?.nominatedNodeName || none,
      gates.length > 0 ? `${passed}/${gates.length}` : none,
    ];
  },
  conditions(pod) {
    if (pod.status?.phase === 'Succeeded')
      return [{type: 'Completed', status: 'True', reason: 'Succeeded', message: 'The pod has completed successfully.'}];
    if (pod.status?.phase === 'Failed')
      return [{type: 'Completed', status: 'True', reason: 'Failed', message: 'The pod failed.'}];
    return undefined;
  },
};
