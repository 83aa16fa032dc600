import {isTaskPod} from '../behaviours/pod-roles.js';
import {selectBehaviour, selectFault} from '../behaviours/select-behaviour.js';
import type {ControllerContext} from '../core/controller-context.js';
import type {KubeObject} from '../core/kube-object.js';
import {formatLog} from './format-log.js';
import {listGpus} from './list-gpus.js';

/** A request for the log of a container, as an API server passes it to a kubelet. */
export interface LogRequest {
  readonly pod: KubeObject;
  readonly container: string;
  readonly isPrevious: boolean;
  readonly tailLines?: number;
  readonly sinceSeconds?: number;
  readonly hasTimestamps: boolean;
}

/** The log of a container; undefined where it has not started, or no kubelet is there to answer. */
export function readLog(
  {behaviours, clock, informers}: Pick<ControllerContext, 'behaviours' | 'clock' | 'informers'>,
  request: LogRequest,
): string | undefined {
  const {pod, container: name} = request;
  const inits = pod.spec.initContainers ?? [];
  const container = [...inits, ...pod.spec.containers].find((candidate) => candidate.name === name);
  const status = [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])].find(
    (candidate) => candidate.name === name,
  );
  const ended = request.isPrevious
    ? status?.lastState?.terminated
    : (status?.state?.terminated ?? (status?.state?.waiting ? status?.lastState?.terminated : undefined));
  const running = request.isPrevious ? undefined : status?.state?.running;
  const startedAt = running?.startedAt ?? ended?.startedAt;
  if (!container || !startedAt) return undefined;
  const isTask = inits.includes(container) || isTaskPod(pod);
  const state = {
    startedMs: Date.parse(startedAt),
    ...(running ? {} : {endedMs: Date.parse(ended.finishedAt), exitCode: ended.exitCode}),
  };
  const known = selectBehaviour(behaviours, pod, container, isTask);
  const behaviour = known.listsGpus
    ? {...known, logs: {...known.logs, ready: listGpus(informers, pod, container)}}
    : known;
  const lines = formatLog(pod, state, behaviour, selectFault(behaviours, pod, container), clock.now());
  const recent =
    request.sinceSeconds === undefined
      ? lines
      : lines.filter(({atMs}) => atMs >= clock.now() - request.sinceSeconds! * 1000);
  const wanted =
    request.tailLines === undefined ? recent : recent.slice(Math.max(0, recent.length - request.tailLines));
  return wanted
    .map(
      ({atMs, text}) =>
        `${request.hasTimestamps ? `${new Date(atMs).toISOString().replace('Z', '000000Z')} ` : ''}${text}\n`,
    )
    .join('');
}
