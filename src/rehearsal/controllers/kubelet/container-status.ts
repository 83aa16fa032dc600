import {formatTime} from '../core/conditions.js';
import {hashFnv32a} from '../core/seeded.js';
import {type ContainerEnd, type ContainerRun, freshRun} from './container-run.js';
import {backOffMs, type ContainerSpec} from './step-container.js';

/** What the pod around a container says about it. */
export interface StatusSurroundings {
  /** `ContainerCreating`, or `PodInitializing` while init containers run. */
  readonly waitingReason: string;
  readonly isInit: boolean;
  /** `NAME_NAMESPACE(UID)`. */
  readonly podDescription: string;
  readonly uid: string;
}

/** One entry of `status.containerStatuses` or `status.initContainerStatuses`. */
export function formatContainerStatus(
  container: ContainerSpec,
  run: ContainerRun = freshRun,
  surroundings: StatusSurroundings,
) {
  const {name, image} = container;
  const isRunning = run.phase === 'running';
  const hasBegun = isRunning || run.phase === 'ended' || run.phase === 'waiting' || run.last !== undefined;
  const isCompleted = surroundings.isInit && run.phase === 'ended' && run.end.exitCode === 0;
  const last = run.phase === 'waiting' ? run.end : run.last;
  const containerID = `containerd://${digest(`${surroundings.uid}/${name}/${run.restarts}`)}`;
  return {
    name,
    state: stateOf(run, container, surroundings, containerID),
    lastState: last
      ? {terminated: formatEnd(last, `containerd://${digest(`${surroundings.uid}/${name}/${run.restarts - 1}`)}`)}
      : {},
    ready: isRunning ? run.isReady : isCompleted,
    restartCount: run.restarts,
    image: hasBegun ? qualifiedImage(image) : image,
    imageID: hasBegun ? imageId(image) : '',
    ...(hasBegun ? {containerID} : {}),
    ...(surroundings.isInit ? {} : {started: isRunning ? run.hasStarted : false}),
  };
}

function stateOf(
  run: ContainerRun,
  container: ContainerSpec,
  {waitingReason, podDescription}: StatusSurroundings,
  containerID: string,
) {
  switch (run.phase) {
    case 'running':
      return {running: {startedAt: formatTime(run.startedMs)}};
    case 'ended':
      return {terminated: formatEnd(run.end, containerID)};
    case 'refused':
      return {waiting: {reason: run.reason, message: run.message}};
    case 'waiting': {
      const delay = backOffMs(Math.min(run.restarts - 1, 5)) / 1000;
      const text = delay < 60 ? `${delay}s` : `${Math.floor(delay / 60)}m${delay % 60}s`;
      return {
        waiting: {
          reason: 'CrashLoopBackOff',
          message: `back-off ${text} restarting failed container=${container.name} pod=${podDescription}`,
        },
      };
    }
    default:
      return {waiting: {reason: waitingReason}};
  }
}

function formatEnd({exitCode, reason, startedMs, finishedMs}: ContainerEnd, containerID: string) {
  return {exitCode, reason, startedAt: formatTime(startedMs), finishedAt: formatTime(finishedMs), containerID};
}

/** An image reference as containerd names it: with its registry, and `library/` for Docker Hub's own. */
export function qualifiedImage(image: string): string {
  const [first = '', ...rest] = image.split('/');
  const hasHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  const full = hasHost ? image : `docker.io/${rest.length === 0 ? 'library/' : ''}${image}`;
  return /@|:[^/]*$/.test(full) ? full : `${full}:latest`;
}

/** The digest under which a node holds an image. */
export function imageId(image: string): string {
  const full = qualifiedImage(image);
  const at = full.indexOf('@');
  if (at >= 0) return full.replace(/:[^/@]*@/, '@');
  return `${full.replace(/:[^/:]*$/, '')}@sha256:${digest(full)}`;
}

function digest(text: string): string {
  return Array.from({length: 8}, (_, index) => hashFnv32a(`${index}${text}`).toString(16).padStart(8, '0')).join('');
}
