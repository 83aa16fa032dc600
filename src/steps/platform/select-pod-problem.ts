import type {KubeObject} from '../../model/ports/kube.js';

interface ContainerStatus {
  readonly name: string;
  readonly ready?: boolean;
  readonly restartCount?: number;
  readonly state?: {
    readonly waiting?: {readonly reason?: string; readonly message?: string};
    readonly terminated?: {readonly reason?: string; readonly exitCode?: number};
  };
}

interface PodStatus {
  readonly phase?: string;
  readonly conditions?: ReadonlyArray<{
    readonly type: string;
    readonly status: string;
    readonly reason?: string;
    readonly message?: string;
  }>;
  readonly initContainerStatuses?: readonly ContainerStatus[];
  readonly containerStatuses?: readonly ContainerStatus[];
}

/** What a pod gives as the reason why it does not serve; undefined where it gives none. */
function selectStatedProblem(pod: KubeObject): string | undefined {
  const status = (pod.status ?? {}) as PodStatus;
  const name = `pod ${pod.metadata.name}`;
  if (status.phase === 'Succeeded') return undefined;
  const unscheduled = status.conditions?.find(({type, status: value}) => type === 'PodScheduled' && value === 'False');
  if (unscheduled !== undefined)
    return `${name} is not scheduled: ${unscheduled.message ?? unscheduled.reason ?? 'no reason given'}`;
  for (const container of [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])]) {
    const {waiting, terminated} = container.state ?? {};
    if (waiting?.reason !== undefined && waiting.reason !== 'PodInitializing')
      return `${name}, container ${container.name}: ${waiting.reason}${waiting.message === undefined ? '' : ` (${waiting.message})`}`;
    if (terminated !== undefined && terminated.exitCode !== 0)
      return `${name}, container ${container.name} ended with ${terminated.exitCode ?? '?'} (${terminated.reason ?? 'no reason given'})`;
  }
  return undefined;
}

function selectUnreadiness({metadata, status}: KubeObject): string | undefined {
  const {phase, containerStatuses = []} = (status ?? {}) as PodStatus;
  const unready = phase === 'Succeeded' ? undefined : containerStatuses.find(({ready}) => ready === false);
  return unready === undefined ? undefined : `pod ${metadata.name}, container ${unready.name} is not ready`;
}

/** Why a pod is not serving, in its own words; undefined where it is, or where it ended as it should. */
export const selectPodProblem = (pod: KubeObject): string | undefined =>
  selectStatedProblem(pod) ?? selectUnreadiness(pod);

/** Why pods are not serving: those that give a reason first, as one that only starts may wait for the same. */
export function selectPodProblems(pods: readonly KubeObject[]): readonly string[] {
  const stated = pods.flatMap((pod) => selectStatedProblem(pod) ?? []);
  const others = pods.filter((pod) => selectStatedProblem(pod) === undefined);
  return [...stated, ...others.flatMap((pod) => selectUnreadiness(pod) ?? [])];
}
