import {isSameJson} from '../core/canonical-json.js';
import {withCondition} from '../core/conditions.js';
import {type ControllerContext, controllerUser} from '../core/controller-context.js';
import {type KubeObject, objectKey} from '../core/kube-object.js';
import {kubeResources} from '../core/kube-resource.js';
import {selects} from '../core/label-selector.js';
import {controllerOf} from '../core/owners.js';
import {isReadyPod, resolveShare} from '../workloads/pod-facts.js';

const {podDisruptionBudgets: type} = kubeResources;

/** Keeps the status of disruption budgets, by which evictions are judged. */
export function runDisruptionBudgets(context: ControllerContext): void {
  const {informers, clock} = context;
  const client = context.client(controllerUser('disruption-controller'));
  const budgets = informers.of(type);
  const pods = informers.of(kubeResources.pods);

  const queue = context.queue('disruption-budgets', async (key) => {
    const budget = budgets.getByKey(key);
    if (!budget || budget.metadata.deletionTimestamp) return undefined;
    const covered = pods
      .inNamespace(budget.metadata.namespace!)
      .filter(
        (pod) =>
          !pod.metadata.deletionTimestamp &&
          selects(budget.spec.selector, pod.metadata.labels) &&
          !['Succeeded', 'Failed'].includes(pod.status?.phase),
      );
    const expectedPods = expect(covered);
    const currentHealthy = covered.filter(isReadyPod).length;
    const {minAvailable, maxUnavailable} = budget.spec;
    const desiredHealthy =
      maxUnavailable === undefined
        ? resolveShare(minAvailable ?? 1, expectedPods, true)
        : Math.max(0, expectedPods - resolveShare(maxUnavailable, expectedPods, true));
    const disruptionsAllowed = expectedPods > 0 ? Math.max(0, currentHealthy - desiredHealthy) : 0;
    const isAllowed = disruptionsAllowed > 0;
    const condition = {
      type: 'DisruptionAllowed',
      status: isAllowed ? 'True' : 'False',
      reason: isAllowed ? 'SufficientPods' : 'InsufficientPods',
      message: '',
      observedGeneration: budget.metadata.generation,
    } as const;
    const status = {
      ...budget.status,
      conditions: withCondition(budget.status?.conditions, condition, clock.now()),
      disruptionsAllowed,
      currentHealthy,
      desiredHealthy,
      expectedPods,
      observedGeneration: budget.metadata.generation,
    };
    if (!isSameJson(status, budget.status)) await client.update(type, {...budget, status}, 'status');
    return undefined;
  });

  /** The replicas that the owners of the pods want, each owner once; pods without one count for themselves. */
  const expect = (covered: readonly KubeObject[]): number => {
    const owners = new Map<string, number>();
    let count = 0;
    for (const pod of covered) {
      const owner = controllerOf(pod);
      const kind =
        owner?.kind === 'ReplicaSet'
          ? kubeResources.replicaSets
          : owner?.kind === 'StatefulSet'
            ? kubeResources.statefulSets
            : undefined;
      const set = kind && informers.of(kind).get(pod.metadata.namespace, owner!.name);
      if (set) owners.set(set.metadata.uid, set.spec.replicas);
      else count++;
    }
    return [...owners.values()].reduce((sum, replicas) => sum + replicas, count);
  };

  budgets.onChange((change) => change.type !== 'deleted' && queue.add(objectKey(change.object)));
  pods.onChange(({object}) => {
    for (const budget of budgets.inNamespace(object.metadata.namespace!))
      if (selects(budget.spec.selector, object.metadata.labels)) queue.add(objectKey(budget));
  });
}
