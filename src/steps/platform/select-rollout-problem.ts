import type {KubeObject} from '../../model/ports/kube.js';

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

interface Rollout {
  readonly metadata: {readonly generation?: number};
  readonly spec?: {readonly replicas?: number; readonly completions?: number};
  readonly status?: {
    readonly observedGeneration?: number;
    readonly readyReplicas?: number;
    readonly updatedReplicas?: number;
    readonly availableReplicas?: number;
    readonly desiredNumberScheduled?: number;
    readonly numberReady?: number;
    readonly conditions?: readonly Condition[];
  };
}

const conditionOf = (rollout: Rollout, type: string) =>
  rollout.status?.conditions?.find((condition) => condition.type === type);

/**
 * What keeps an object from being ready, or undefined where nothing does. A status that belongs to an
 * earlier generation says nothing about this one.
 */
export function selectRolloutProblem(object: KubeObject): string | undefined {
  const rollout = object as unknown as Rollout;
  const {status = {}, spec = {}, metadata} = rollout;
  const isStale = (status.observedGeneration ?? 0) < (metadata.generation ?? 0);
  switch (object.kind) {
    case 'CustomResourceDefinition': {
      const refused = conditionOf(rollout, 'NamesAccepted');
      if (refused?.status === 'False') return refused.message ?? 'its names are taken';
      return conditionOf(rollout, 'Established')?.status === 'True' ? undefined : 'not established';
    }
    case 'Deployment': {
      if (isStale) return 'its controller has not seen it yet';
      const failed = conditionOf(rollout, 'Progressing');
      if (failed?.reason === 'ProgressDeadlineExceeded') return failed.message ?? 'it exceeded its progress deadline';
      const wanted = spec.replicas ?? 1;
      return (status.updatedReplicas ?? 0) >= wanted && (status.availableReplicas ?? 0) >= wanted
        ? undefined
        : `${status.availableReplicas ?? 0} of ${wanted} available`;
    }
    case 'StatefulSet': {
      if (isStale) return 'its controller has not seen it yet';
      const wanted = spec.replicas ?? 1;
      return (status.readyReplicas ?? 0) >= wanted ? undefined : `${status.readyReplicas ?? 0} of ${wanted} ready`;
    }
    case 'DaemonSet': {
      if (isStale) return 'its controller has not seen it yet';
      const wanted = status.desiredNumberScheduled ?? 0;
      return (status.numberReady ?? 0) >= wanted ? undefined : `${status.numberReady ?? 0} of ${wanted} ready`;
    }
    case 'Job': {
      const failed = conditionOf(rollout, 'Failed');
      if (failed?.status === 'True') return `failed: ${failed.message ?? failed.reason ?? 'no reason given'}`;
      return conditionOf(rollout, 'Complete')?.status === 'True' ? undefined : 'not complete';
    }
    default:
      return undefined;
  }
}
