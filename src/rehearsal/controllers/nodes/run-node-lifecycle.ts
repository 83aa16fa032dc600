import {conditionOf} from '../core/conditions.js';
import {type ControllerContext, controllerUser} from '../core/controller-context.js';
import type {KubeObject} from '../core/kube-object.js';
import {kubeResources} from '../core/kube-resource.js';
import {type Taint, tolerates} from '../scheduling/taints.js';
import {hasEnded} from '../workloads/pod-facts.js';

/** How long a pod may refer to a node that is gone. */
const orphanMs = 20_000;

/** Evicts pods from nodes whose taints they do not bear, and collects those of nodes that are gone. */
export function runNodeLifecycle(context: ControllerContext): void {
  const {informers, clock} = context;
  const evictor = context.client(controllerUser('node-controller'));
  const collector = context.client(controllerUser('pod-garbage-collector'));
  const record = context.recorder(controllerUser('node-controller'), 'taint-eviction-controller');
  const nodes = informers.of(kubeResources.nodes);
  const pods = informers.of(kubeResources.pods);

  const evictions = context.queue('taint-eviction', async (name) => {
    const node = nodes.get(undefined, name);
    const taints: Taint[] = (node?.spec.taints ?? []).filter(({effect}: Taint) => effect === 'NoExecute');
    if (!node || taints.length === 0) return undefined;
    const waits: number[] = [];
    for (const pod of pods.byIndex('node', name)) {
      if (hasEnded(pod) || pod.metadata.deletionTimestamp) continue;
      const restMs = evictionAt(pod, node, taints) - clock.now();
      if (restMs > 0) waits.push(restMs);
      else {
        record(
          'Normal',
          'TaintManagerEviction',
          {resource: kubeResources.pods, object: pod},
          `Marking for deletion Pod ${pod.metadata.namespace}/${pod.metadata.name}`,
        );
        await evictor.remove(kubeResources.pods, pod.metadata, {uid: pod.metadata.uid});
      }
    }
    const soonest = Math.min(...waits);
    return Number.isFinite(soonest) ? soonest : undefined;
  });

  const orphans = context.queue('pod-collection', async (name) => {
    if (!nodes.isSynced() || nodes.get(undefined, name)) return undefined;
    for (const pod of pods.byIndex('node', name))
      await collector.remove(kubeResources.pods, pod.metadata, {uid: pod.metadata.uid, gracePeriodSeconds: 0});
    return undefined;
  });

  nodes.onChange(({type, object}) => {
    if (type === 'deleted') orphans.addAfter(object.metadata.name, orphanMs);
    else if (object.spec.taints?.some(({effect}: Taint) => effect === 'NoExecute')) evictions.add(object.metadata.name);
  });
  pods.onChange(({type, object}) => {
    const name: string | undefined = object.spec.nodeName;
    if (type === 'added' && name && nodes.isSynced() && !nodes.get(undefined, name)) orphans.addAfter(name, orphanMs);
  });
}

/** When a pod has to leave: at once for a taint that it does not bear, after its patience for one that it bears for a while. */
function evictionAt(pod: KubeObject, node: KubeObject, taints: readonly Taint[]): number {
  const since = Date.parse(String(conditionOf(node, 'Ready')?.lastTransitionTime ?? node.metadata.creationTimestamp));
  const times = taints.map((taint) => {
    const bearing = (pod.spec.tolerations ?? []).filter((toleration: Parameters<typeof tolerates>[0]) =>
      tolerates(toleration, taint),
    );
    if (bearing.length === 0) return 0;
    const seconds = bearing.map(
      ({tolerationSeconds}: {tolerationSeconds?: number}) => tolerationSeconds ?? Number.POSITIVE_INFINITY,
    );
    return since + Math.min(...seconds) * 1000;
  });
  return Math.min(...times);
}
