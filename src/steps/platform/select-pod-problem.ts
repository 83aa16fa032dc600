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

/** Why a pod is not serving, in its own words; undefined where it is, or where it ended as it should. */
export function selectPodProblem(pod: KubeObject): string | undefined {
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
  const unready = (status.containerStatuses ?? []).find((container) => container.ready === false);
  return unready === undefined ? undefined : `${name}, container ${unready.name} is not ready`;
}
