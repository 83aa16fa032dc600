import {isSameJson} from '../core/canonical-json.js';
import {type ControllerContext, controllerUser} from '../core/controller-context.js';
import {KubeFailure} from '../core/kube-failure.js';
import {type KubeObject, objectKey} from '../core/kube-object.js';
import {kubeResources} from '../core/kube-resource.js';
import {controlledBy, controllerOf, indexByController} from '../core/owners.js';
import {keepRevision} from './keep-revision.js';
import {availableAtMs, hasEnded, isReadyPod} from './pod-facts.js';
import {createClaims, createOrdinalPod, ordinalOf, revisionLabel} from './stateful-pods.js';

const {statefulSets: type, pods: podType} = kubeResources;

/** Keeps the numbered pods of each StatefulSet, one after the other unless it asks for all at once. */
export function runStatefulSets(context: ControllerContext): void {
  const {informers, clock} = context;
  const user = controllerUser('statefulset-controller');
  const client = context.client(user);
  const record = context.recorder(user, 'statefulset-controller');
  const sets = informers.of(type);
  const pods = indexByController(informers.of(podType));
  const revisions = indexByController(informers.of(kubeResources.controllerRevisions));

  const queue = context.queue('statefulsets', async (key) => {
    const set = sets.getByKey(key);
    if (!set) return undefined;
    const update = await keepRevision(client, type, set, controlledBy(revisions, set));
    if (!set.metadata.deletionTimestamp) await adjust(set, update);
    return report(set, update);
  });

  const adjust = async (set: KubeObject, update: string): Promise<void> => {
    const isOrdered = set.spec.podManagementPolicy !== 'Parallel';
    const owned = new Map(controlledBy(pods, set).map((pod) => [ordinalOf(pod), pod]));
    const first: number = set.spec.ordinals?.start ?? 0;
    const last = first + set.spec.replicas - 1;
    for (let ordinal = first; ordinal <= last; ordinal++) {
      const pod = owned.get(ordinal);
      if (pod && hasEnded(pod) && !pod.metadata.deletionTimestamp) await discard(set, pod);
      else if (!pod) await make(set, ordinal, update);
      if (isOrdered && !(pod && isAvailable(set, pod))) return;
    }
    const surplus = [...owned.values()]
      .filter((pod) => ordinalOf(pod) > last || ordinalOf(pod) < first)
      .sort((a, b) => ordinalOf(b) - ordinalOf(a));
    for (const pod of isOrdered ? surplus.slice(0, 1) : surplus)
      if (!pod.metadata.deletionTimestamp) await discard(set, pod);
    if (surplus.length > 0 || set.spec.updateStrategy?.type === 'OnDelete') return;
    const partition = set.spec.updateStrategy?.rollingUpdate?.partition ?? 0;
    for (let ordinal = last; ordinal >= first + partition; ordinal--) {
      const pod = owned.get(ordinal);
      if (!pod || pod.metadata.deletionTimestamp) return;
      if (pod.metadata.labels?.[revisionLabel] !== update) return discard(set, pod);
      if (!isAvailable(set, pod)) return;
    }
  };

  const make = async (set: KubeObject, ordinal: number, revision: string): Promise<void> => {
    const about = {resource: type, object: set};
    try {
      for (const claim of createClaims(set, ordinal)) {
        if (informers.of(kubeResources.persistentVolumeClaims).get(set.metadata.namespace, claim.metadata.name!))
          continue;
        if (await client.createUnlessPresent(kubeResources.persistentVolumeClaims, claim))
          record(
            'Normal',
            'SuccessfulCreate',
            about,
            `create Claim ${claim.metadata.name} Pod ${set.metadata.name}-${ordinal} in StatefulSet ${set.metadata.name} success`,
          );
      }
      const pod = createOrdinalPod(set, ordinal, revision);
      if (await client.createUnlessPresent(podType, pod))
        record(
          'Normal',
          'SuccessfulCreate',
          about,
          `create Pod ${pod.metadata.name} in StatefulSet ${set.metadata.name} successful`,
        );
    } catch (error) {
      if (error instanceof KubeFailure)
        record(
          'Warning',
          'FailedCreate',
          about,
          `create Pod ${set.metadata.name}-${ordinal} in StatefulSet ${set.metadata.name} failed error: ${error.message}`,
        );
      throw error;
    }
  };

  const discard = async (set: KubeObject, pod: KubeObject): Promise<void> => {
    await client.remove(podType, pod.metadata, {uid: pod.metadata.uid});
    record(
      'Normal',
      'SuccessfulDelete',
      {resource: type, object: set},
      `delete Pod ${pod.metadata.name} in StatefulSet ${set.metadata.name} successful`,
    );
  };

  const isAvailable = (set: KubeObject, pod: KubeObject): boolean => {
    const at = availableAtMs(pod, set.spec.minReadySeconds ?? 0);
    return at !== undefined && at <= clock.now();
  };

  const report = async (set: KubeObject, updateRevision: string): Promise<number | undefined> => {
    const before = sets.getByKey(objectKey(set))?.status ?? {};
    const owned = controlledBy(pods, set);
    const updated = owned.filter((pod) => pod.metadata.labels?.[revisionLabel] === updateRevision).length;
    const isRolledOut = updated === owned.length && updated === set.spec.replicas;
    const currentRevision = isRolledOut || !before.currentRevision ? updateRevision : before.currentRevision;
    const count = (number: number, name: string) => (number > 0 ? {[name]: number} : {});
    const available = owned.filter((pod) => isAvailable(set, pod)).length;
    const status = {
      observedGeneration: set.metadata.generation,
      replicas: owned.length,
      ...count(owned.filter(isReadyPod).length, 'readyReplicas'),
      ...count(
        owned.filter((pod) => pod.metadata.labels?.[revisionLabel] === currentRevision).length,
        'currentReplicas',
      ),
      ...count(updated, 'updatedReplicas'),
      currentRevision,
      updateRevision,
      collisionCount: before.collisionCount ?? 0,
      availableReplicas: available,
    };
    if (!isSameJson(status, before))
      await client.update(type, {...(sets.getByKey(objectKey(set)) ?? set), status}, 'status');
    return owned.some(isReadyPod) && available < owned.filter(isReadyPod).length ? 1_000 : undefined;
  };

  sets.onChange((change) => change.type !== 'deleted' && queue.add(objectKey(change.object)));
  pods.onChange(({object}) => {
    const owner = controllerOf(object);
    if (owner?.kind === 'StatefulSet') queue.add(`${object.metadata.namespace}/${owner.name}`);
  });
}
