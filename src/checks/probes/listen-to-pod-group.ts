import {CloudFailure} from '../../model/cloud-failure.js';
import type {Kube, KubeObject, KubeTarget} from '../../model/ports/kube.js';
import type {PodTrouble} from '../../model/select-pod-trouble.js';
import {selectTellingLines} from '../../model/select-telling-lines.js';

/** What a group of pods and those around it say of their trouble. */
export interface GroupWords {
  /** Lines of the failing container's log that tell most. */
  readonly log?: readonly string[];
  /** Messages of the pod's warning events, latest last. */
  readonly events?: readonly string[];
  /** The permission or call that was missing for hearing more. */
  readonly unheard?: string;
}

const tailLines = 60;
const mostLines = 4;
const mostEvents = 3;

const withLog = new Set<PodTrouble['kind']>(['crash', 'memory', 'unready', 'waiting']);
const withEvents = new Set<PodTrouble['kind']>(['image', 'start', 'unready', 'unscheduled', 'terminating']);

const lastSeen = ({lastTimestamp, eventTime, metadata}: KubeObject) =>
  String(lastTimestamp ?? eventTime ?? metadata.creationTimestamp ?? '');

/** Messages of warnings, latest last, each once. */
function selectWarnings(events: readonly KubeObject[]): readonly string[] {
  const warnings = events
    .filter(({type}) => type === 'Warning')
    .sort((a, b) => (lastSeen(a) < lastSeen(b) ? -1 : 1))
    .map(({reason, message}) => `${String(reason)}: ${String(message).trim()}`.slice(0, 500));
  return [...new Set(warnings)].slice(-mostEvents);
}

/** The last words of a group's first pod: of its log where a container ran, of its events where none could. */
export async function listenToGroup(
  kube: Kube,
  target: KubeTarget,
  group: PodTrouble & {readonly namespace: string; readonly pods: readonly string[]},
): Promise<GroupWords> {
  const {namespace, kind, container, hasPrevious = false} = group;
  const [pod] = group.pods;
  if (pod === undefined) return {};
  const missing: string[] = [];
  // What cannot be heard takes nothing away from what was seen.
  const orNothing = async <T>(asking: Promise<T>): Promise<T | undefined> =>
    asking.catch((error: unknown) => {
      if (!(error instanceof CloudFailure)) throw error;
      if (error.kind === 'permission') missing.push(error.permission ?? error.action);
      return undefined;
    });
  const isPrevious = hasPrevious && kind !== 'unready' && kind !== 'waiting';
  const [log, events] = await Promise.all([
    withLog.has(kind) && container !== undefined
      ? orNothing(kube.fetchLog(target, {namespace, pod, container, isPrevious, tailLines}))
      : undefined,
    withEvents.has(kind)
      ? orNothing(
          kube.list(target, {apiVersion: 'v1', kind: 'Event', namespace, fieldSelector: `involvedObject.name=${pod}`}),
        )
      : undefined,
  ]);
  return {
    ...(log === undefined ? {} : {log: selectTellingLines(log, mostLines)}),
    ...(events === undefined ? {} : {events: selectWarnings(events)}),
    ...(missing[0] === undefined ? {} : {unheard: missing[0]}),
  };
}
