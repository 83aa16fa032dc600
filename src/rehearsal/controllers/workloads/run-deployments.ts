import {isSameJson} from '../core/canonical-json.js';
import {type ControllerContext, controllerUser} from '../core/controller-context.js';
import {KubeFailure} from '../core/kube-failure.js';
import {type KubeObject, objectKey} from '../core/kube-object.js';
import {kubeResources} from '../core/kube-resource.js';
import {controlledBy, controllerOf, indexByController} from '../core/owners.js';
import {judgeProgress} from './deployment-progress.js';
import {planRecreate, planRollingUpdate, planScaling, type Scaling} from './deployment-rollout.js';
import {
  createReplicaSet,
  findNewSet,
  isScalingEvent,
  maxRevision,
  revisionOf,
  setAnnotations,
} from './deployment-sets.js';
import {formatDeploymentStatus, rollingBounds} from './deployment-status.js';

const {deployments: type, replicaSets: setType} = kubeResources;

/** Carries deployments through their rollouts by way of ReplicaSets. */
export function runDeployments(context: ControllerContext): void {
  const {informers, clock} = context;
  const user = controllerUser('deployment-controller');
  const client = context.client(user);
  const record = context.recorder(user, 'deployment-controller');
  const deployments = informers.of(type);
  const sets = indexByController(informers.of(setType));
  const pods = indexByController(informers.of(kubeResources.pods));

  const queue = context.queue('deployments', async (key) => {
    const deployment = deployments.getByKey(key);
    if (!deployment) return undefined;
    const all = controlledBy(sets, deployment);
    if (deployment.metadata.deletionTimestamp) return report(deployment, false);
    const newSet = findNewSet(deployment, all);
    const oldSets = all.filter((set) => set.metadata.uid !== newSet?.metadata.uid);
    if (deployment.spec.paused || isScalingEvent(deployment, all)) {
      await scale(deployment, planScaling(deployment, newSet, oldSets));
      await annotate(deployment, newSet, oldSets);
      return report(deployment, false);
    }
    const isRecreate = deployment.spec.strategy?.type === 'Recreate';
    if (
      isRecreate &&
      oldSets.some(
        (set) =>
          set.spec.replicas > 0 ||
          controlledBy(pods, set).some((pod) => !['Succeeded', 'Failed'].includes(pod.status?.phase)),
      )
    ) {
      await scale(deployment, planRecreate(deployment, undefined, oldSets));
      return report(deployment, false);
    }
    const current = newSet ?? (await createNewSet(deployment, oldSets));
    if (!current) return 100;
    await annotate(deployment, current, oldSets);
    const fresh = controlledBy(sets, deployment);
    const refreshed = fresh.find(({metadata}) => metadata.uid === current.metadata.uid) ?? current;
    const others = fresh.filter(({metadata}) => metadata.uid !== current.metadata.uid);
    await scale(
      deployment,
      isRecreate ? planRecreate(deployment, refreshed, others) : planRollingUpdate(deployment, refreshed, others),
    );
    await forgetOldSets(deployment, others);
    return report(deployment, newSet === undefined);
  });

  const createNewSet = async (
    deployment: KubeObject,
    oldSets: readonly KubeObject[],
  ): Promise<KubeObject | undefined> => {
    const {maxSurge} = rollingBounds(deployment);
    const standing = oldSets.reduce((total, set) => total + set.spec.replicas, 0);
    const replicas = Math.max(0, Math.min(deployment.spec.replicas, deployment.spec.replicas + maxSurge - standing));
    try {
      const set = await client.create(setType, createReplicaSet(deployment, maxRevision(oldSets) + 1, replicas));
      if (replicas > 0)
        record(
          'Normal',
          'ScalingReplicaSet',
          {resource: type, object: deployment},
          `Scaled up replica set ${set.metadata.name} to ${replicas}`,
        );
      return set;
    } catch (error) {
      if (!(error instanceof KubeFailure) || error.reason !== 'AlreadyExists') throw error;
      const status = {...deployment.status, collisionCount: (deployment.status?.collisionCount ?? 0) + 1};
      await client.update(type, {...deployment, status}, 'status');
      return undefined;
    }
  };

  const scale = async (deployment: KubeObject, plan: readonly Scaling[]) => {
    for (const {set, replicas} of plan) {
      const before = set.spec.replicas;
      await client.patch(setType, set.metadata, {
        metadata: {annotations: setAnnotations(deployment, undefined)},
        spec: {replicas},
      });
      record(
        'Normal',
        'ScalingReplicaSet',
        {resource: type, object: deployment},
        `Scaled ${replicas > before ? 'up' : 'down'} replica set ${set.metadata.name} to ${replicas} from ${before}`,
      );
    }
  };

  const annotate = async (deployment: KubeObject, newSet: KubeObject | undefined, oldSets: readonly KubeObject[]) => {
    if (!newSet) return;
    const revision = Math.max(
      revisionOf(newSet),
      maxRevision(oldSets) + (revisionOf(newSet) > maxRevision(oldSets) ? 0 : 1),
    );
    for (const set of [newSet, ...oldSets.filter((old) => old.spec.replicas > 0)]) {
      const annotations = setAnnotations(deployment, set, set === newSet ? revision : undefined);
      if (!isSameJson(annotations, set.metadata.annotations))
        await client.patch(setType, set.metadata, {metadata: {annotations}});
    }
    if (revisionOf(deployment) !== revision)
      await client.patch(type, deployment.metadata, {
        metadata: {annotations: {'deployment.kubernetes.io/revision': String(revision)}},
      });
  };

  const forgetOldSets = async (deployment: KubeObject, oldSets: readonly KubeObject[]) => {
    const idle = oldSets
      .filter((set) => set.spec.replicas === 0 && (set.status?.replicas ?? 0) === 0 && !set.metadata.deletionTimestamp)
      .sort((a, b) => revisionOf(a) - revisionOf(b));
    for (const set of idle.slice(0, Math.max(0, idle.length - (deployment.spec.revisionHistoryLimit ?? 10))))
      await client.remove(setType, set.metadata, {uid: set.metadata.uid});
  };

  const report = async (deployment: KubeObject, isCreated: boolean): Promise<number | undefined> => {
    const current = deployments.getByKey(objectKey(deployment)) ?? deployment;
    const all = controlledBy(sets, deployment);
    const newSet = findNewSet(deployment, all);
    const nowMs = clock.now();
    const bare = formatDeploymentStatus(
      {...current, metadata: {...current.metadata, generation: deployment.metadata.generation!}},
      newSet,
      all,
      nowMs,
    );
    const {conditions, deadlineMs} = judgeProgress(current, newSet, bare, {isCreated}, nowMs);
    const status = {...bare, conditions};
    if (!isSameJson(status, current.status)) await client.update(type, {...current, status}, 'status');
    return deadlineMs === undefined ? undefined : deadlineMs - nowMs + 1_000;
  };

  deployments.onChange((change) => change.type !== 'deleted' && queue.add(objectKey(change.object)));
  sets.onChange(({object}) => {
    const owner = controllerOf(object);
    if (owner?.kind === 'Deployment') queue.add(`${object.metadata.namespace}/${owner.name}`);
  });
  pods.onChange(({type: change, object}) => {
    // A Recreate rollout waits for the last old pod.
    const set =
      change === 'deleted' ? sets.get(object.metadata.namespace, controllerOf(object)?.name ?? '') : undefined;
    const owner = set && controllerOf(set);
    if (owner?.kind === 'Deployment') queue.add(`${object.metadata.namespace}/${owner.name}`);
  });
}
