import {type Condition, conditionOf, formatTime, withCondition} from '../core/conditions.js';
import type {KubeObject} from '../core/kube-object.js';
import {resolveShare} from './pod-facts.js';

/** The replicas that a rolling update may lack and exceed; never both zero. */
export function rollingBounds(deployment: KubeObject): {readonly maxUnavailable: number; readonly maxSurge: number} {
  const {replicas, strategy} = deployment.spec;
  if (strategy?.type === 'Recreate') return {maxUnavailable: replicas, maxSurge: 0};
  const maxSurge = resolveShare(strategy?.rollingUpdate?.maxSurge ?? '25%', replicas, true);
  const maxUnavailable = resolveShare(strategy?.rollingUpdate?.maxUnavailable ?? '25%', replicas, false);
  return {maxSurge, maxUnavailable: maxSurge === 0 && maxUnavailable === 0 ? 1 : Math.min(maxUnavailable, replicas)};
}

const sum = (sets: readonly KubeObject[], field: string): number =>
  sets.reduce((total, set) => total + (set.status?.[field] ?? 0), 0);

/** The `status` of a deployment, its conditions but for Progressing. */
export function formatDeploymentStatus(
  deployment: KubeObject,
  newSet: KubeObject | undefined,
  sets: readonly KubeObject[],
  nowMs: number,
): Record<string, unknown> {
  const before = deployment.status ?? {};
  const replicas = sum(sets, 'replicas');
  const availableReplicas = sum(sets, 'availableReplicas');
  const unavailableReplicas = Math.max(
    0,
    sum(
      sets.map((set) => ({...set, status: {wanted: set.spec.replicas}})),
      'wanted',
    ) - availableReplicas,
  );
  const isAvailable = availableReplicas >= deployment.spec.replicas - rollingBounds(deployment).maxUnavailable;
  const available: Condition = isAvailable
    ? {
        type: 'Available',
        status: 'True',
        reason: 'MinimumReplicasAvailable',
        message: 'Deployment has minimum availability.',
      }
    : {
        type: 'Available',
        status: 'False',
        reason: 'MinimumReplicasUnavailable',
        message: 'Deployment does not have minimum availability.',
      };
  const failure =
    conditionOf(newSet, 'ReplicaFailure') ?? sets.map((set) => conditionOf(set, 'ReplicaFailure')).find(Boolean);
  const kept = (before.conditions ?? []).filter(({type}: Condition) => type !== 'ReplicaFailure');
  const conditions = failure ? withUpdate(kept, failure, nowMs) : kept;
  const count = (number: number, name: string) => (number > 0 ? {[name]: number} : {});
  return {
    observedGeneration: deployment.metadata.generation,
    ...count(replicas, 'replicas'),
    ...count(newSet?.status?.replicas ?? 0, 'updatedReplicas'),
    ...count(sum(sets, 'readyReplicas'), 'readyReplicas'),
    ...count(availableReplicas, 'availableReplicas'),
    ...count(unavailableReplicas, 'unavailableReplicas'),
    ...(before.collisionCount ? {collisionCount: before.collisionCount} : {}),
    conditions: withUpdate(conditions, available, nowMs),
  };
}

/** Puts a condition in as deployments do, which also say when it was last touched. */
export function withUpdate(conditions: readonly Condition[], condition: Condition, nowMs: number): Condition[] {
  const {lastTransitionTime: _theirs, lastUpdateTime: _update, ...bare} = condition;
  const before = conditions.find(({type}) => type === condition.type);
  if (before && before.status === bare.status && before.reason === bare.reason && before.message === bare.message)
    return [...conditions];
  return withCondition(conditions, {...bare, lastUpdateTime: formatTime(nowMs)} as Condition, nowMs);
}
