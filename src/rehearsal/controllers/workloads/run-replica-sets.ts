import {isSameJson} from '../core/canonical-json.js';
import {type Condition, withCondition} from '../core/conditions.js';
import {type ControllerContext, controllerUser} from '../core/controller-context.js';
import {KubeFailure} from '../core/kube-failure.js';
import {type KubeObject, objectKey} from '../core/kube-object.js';
import {kubeResources} from '../core/kube-resource.js';
import {hasLabels} from '../core/label-selector.js';
import {controlledBy, controllerOf, controllerReference, indexByController} from '../core/owners.js';
import {createPod} from './create-pod.js';
import {availableAtMs, isActivePod, isReadyPod, podFromTemplate} from './pod-facts.js';

/** How many pods one reconcile makes at most. k8s.io/kubernetes/pkg/controller/replicaset */
const burst = 500;

/** Keeps as many pods as each ReplicaSet wants. */
export function runReplicaSets(context: ControllerContext): void {
  const {informers, clock} = context;
  const user = controllerUser('replicaset-controller');
  const client = context.client(user);
  const record = context.recorder(user, 'replicaset-controller');
  const sets = informers.of(kubeResources.replicaSets);
  const pods = indexByController(informers.of(kubeResources.pods));

  const queue = context.queue('replicasets', async (key) => {
    const set = sets.getByKey(key);
    if (!set) return undefined;
    const active = controlledBy(pods, set).filter(isActivePod);
    const failure = set.metadata.deletionTimestamp ? undefined : await adjust(set, active);
    return report(set, failure);
  });

  const adjust = async (set: KubeObject, active: KubeObject[]): Promise<Condition | undefined> => {
    const missing = set.spec.replicas - active.length;
    const about = {resource: kubeResources.replicaSets, object: set};
    try {
      for (let made = 0; made < Math.min(missing, burst); made++) {
        const owner = controllerReference(kubeResources.replicaSets, set);
        const name = {generateName: `${set.metadata.name}-`};
        await createPod(
          client,
          record,
          about,
          podFromTemplate(set.spec.template, set.metadata.namespace!, owner, name),
        );
      }
    } catch (error) {
      if (!(error instanceof KubeFailure) || error.causes.some(({reason}) => reason === 'NamespaceTerminating'))
        throw error;
      queue.addAfter(objectKey(set), 10_000);
      return {type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: error.message};
    }
    for (const pod of [...active].sort(byDispensability).slice(0, Math.max(-missing, 0))) {
      await client.remove(kubeResources.pods, pod.metadata, {uid: pod.metadata.uid});
      record('Normal', 'SuccessfulDelete', about, `Deleted pod: ${pod.metadata.name}`);
    }
    return undefined;
  };

  const report = async (set: KubeObject, failure: Condition | undefined): Promise<number | undefined> => {
    const now = clock.now();
    const current = sets.getByKey(objectKey(set)) ?? set;
    const active = controlledBy(pods, set).filter(isActivePod);
    const times = active.map((pod) => availableAtMs(pod, set.spec.minReadySeconds ?? 0));
    const count = (number: number, name: string) => (number > 0 ? {[name]: number} : {});
    const others = (current.status?.conditions ?? []).filter(({type}: Condition) => type !== 'ReplicaFailure');
    const conditions = failure ? withCondition(current.status?.conditions, failure, now) : others;
    const status = {
      replicas: active.length,
      ...count(
        active.filter((pod) => hasLabels(pod.metadata.labels, set.spec.template.metadata?.labels ?? {})).length,
        'fullyLabeledReplicas',
      ),
      ...count(active.filter(isReadyPod).length, 'readyReplicas'),
      ...count(times.filter((at) => at !== undefined && at <= now).length, 'availableReplicas'),
      observedGeneration: set.metadata.generation,
      ...(conditions.length > 0 ? {conditions} : {}),
    };
    if (!isSameJson(status, current.status))
      await client.update(kubeResources.replicaSets, {...current, status}, 'status');
    const later = times.filter((at): at is number => at !== undefined && at > now);
    return later.length > 0 ? Math.min(...later) - now : undefined;
  };

  sets.onChange(({type, object}) => type !== 'deleted' && queue.add(objectKey(object)));
  pods.onChange(({object}) => {
    const owner = controllerOf(object);
    if (owner?.kind === 'ReplicaSet') queue.add(`${object.metadata.namespace}/${owner.name}`);
  });
}

/** Unscheduled before scheduled, unready before ready, younger before older: the order in which pods are given up. */
function byDispensability(a: KubeObject, b: KubeObject): number {
  const rank = (pod: KubeObject) => (pod.spec.nodeName ? 1 : 0) + (isReadyPod(pod) ? 2 : 0);
  return rank(a) - rank(b) || b.metadata.creationTimestamp.localeCompare(a.metadata.creationTimestamp);
}
