import {type Condition, conditionOf} from '../core/conditions.js';
import type {KubeObject} from '../core/kube-object.js';
import {withUpdate} from './deployment-status.js';

/** Whether a rollout is over: all replicas are of the new template and available, and no other is left. */
export function isComplete(deployment: KubeObject, status: Record<string, unknown>): boolean {
  const {replicas} = deployment.spec;
  const count = (field: string) => (status[field] as number | undefined) ?? 0;
  return (
    count('updatedReplicas') === replicas && count('replicas') === replicas && count('availableReplicas') === replicas
  );
}

/**
 * The conditions with Progressing brought up to date, and when the deadline will pass if nothing moves.
 * `fresh` is the set that a reconcile has just made or scaled.
 */
export function judgeProgress(
  deployment: KubeObject,
  newSet: KubeObject | undefined,
  status: Record<string, unknown>,
  change: {readonly isCreated: boolean},
  nowMs: number,
): {readonly conditions: Condition[]; readonly deadlineMs?: number} {
  const conditions = status.conditions as Condition[];
  const seconds: number | undefined = deployment.spec.progressDeadlineSeconds;
  const name = newSet?.metadata.name ?? '';
  const before = conditionOf(deployment, 'Progressing');
  const say = (reason: string, message: string, isTrue = true) =>
    withUpdate(conditions, {type: 'Progressing', status: isTrue ? 'True' : 'False', reason, message}, nowMs);
  if (seconds === undefined || seconds === 2 ** 31 - 1 || !newSet) return {conditions};
  if (deployment.spec.paused)
    return {
      conditions:
        before?.reason === 'DeploymentPaused'
          ? conditions
          : say('DeploymentPaused', 'Deployment is paused', false).map((condition) =>
              condition.type === 'Progressing' ? {...condition, status: 'Unknown'} : condition,
            ),
    };
  if (change.isCreated)
    return {
      conditions: say('NewReplicaSetCreated', `Created new replica set "${name}"`),
      deadlineMs: nowMs + seconds * 1000,
    };
  if (isComplete(deployment, status))
    return {conditions: say('NewReplicaSetAvailable', `ReplicaSet "${name}" has successfully progressed.`)};
  const counts = (from: Record<string, unknown>) =>
    ['updatedReplicas', 'readyReplicas', 'availableReplicas'].map((field) => (from[field] as number | undefined) ?? 0);
  const old = counts(deployment.status ?? {});
  const hasMoved =
    counts(status).some((count, index) => count > old[index]!) ||
    ((status.replicas as number) ?? 0) < (deployment.status?.replicas ?? 0);
  if (hasMoved || !before || before.reason === 'DeploymentPaused' || before.reason === 'NewReplicaSetAvailable') {
    const touched = say('ReplicaSetUpdated', `ReplicaSet "${name}" is progressing.`).map((condition) =>
      condition.type === 'Progressing' ? {...condition, lastUpdateTime: stamp(nowMs)} : condition,
    );
    return {conditions: touched, deadlineMs: nowMs + seconds * 1000};
  }
  if (before.reason === 'ProgressDeadlineExceeded') return {conditions};
  const deadlineMs = Date.parse(String(before.lastUpdateTime)) + seconds * 1000;
  if (nowMs < deadlineMs) return {conditions, deadlineMs};
  return {conditions: say('ProgressDeadlineExceeded', `ReplicaSet "${name}" has timed out progressing.`, false)};
}

function stamp(epochMs: number): string {
  return new Date(Math.floor(epochMs / 1000) * 1000).toISOString().replace('.000Z', 'Z');
}
