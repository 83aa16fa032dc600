import {isSameJson} from '../core/canonical-json.js';
import {conditionOf, withCondition} from '../core/conditions.js';
import type {ControllerContext} from '../core/controller-context.js';
import {createActionRecorder} from '../core/event-recorder.js';
import {isKubeFailure} from '../core/kube-failure.js';
import {type KubeObject, objectKey} from '../core/kube-object.js';
import {apiVersionOf, kubeResources, resourcePath} from '../core/kube-resource.js';
import {parseQuantity} from '../core/quantity.js';
import {hasEnded} from '../workloads/pod-facts.js';
import {type FilterFacts, findObstacles, formatFitFailure} from './filter-nodes.js';
import {matchesTerms} from './node-selection.js';
import {trackNodeUsage} from './node-usage.js';
import {readPodClaims} from './pod-claims.js';
import {requestsOf} from './pod-requests.js';
import {searchNodes} from './search-nodes.js';
import {type Preemption, selectVictims} from './select-victims.js';

const {pods: podType, nodes: nodeType} = kubeResources;
const user = 'system:kube-scheduler';
/** How long a pod that fits nowhere rests, unless the cluster changes. */
const unschedulableRetryMs = 30_000;

/** By then those that were evicted are gone, mostly. */
const preemptionRetryMs = 5_000;

/** Finds a node for every pod that has none, and says why where there is none. */
export function runScheduler(context: ControllerContext): void {
  const {informers, clock} = context;
  const client = context.client(user);
  const record = createActionRecorder(client, clock, 'default-scheduler', 'default-scheduler-0');
  const pods = informers.of(podType);
  const nodes = informers.of(nodeType);
  const usage = trackNodeUsage(pods);
  pods.addIndex('unscheduled', (pod) => (isWaiting(pod) ? ['yes'] : []));

  let nextStart = 0;

  const queue = context.queue('scheduler', async (key) => {
    const pod = pods.getByKey(key);
    if (!pod || !isWaiting(pod)) return undefined;
    if (!nodes.isSynced()) return 500;
    const claims = readPodClaims(informers, pod);
    const all = nodes.list();
    if (claims.obstacle)
      return refuse(
        pod,
        `0/${all.length} nodes are available: ${claims.obstacle}. preemption: 0/${all.length} nodes are available: ${all.length} Preemption is not helpful for scheduling.`,
      );
    const facts: FilterFacts = {
      volumes: claims.volumes,
      usageOf: usage.of,
      placed: {
        pods: (namespace) =>
          (namespace === undefined ? pods.list() : pods.inNamespace(namespace)).filter((other) => !hasEnded(other)),
        node: (name) => nodes.get(undefined, name),
      },
    };
    const {fitting, obstacles} = searchNodes(all, nextStart++, (node) => findObstacles(pod, node, facts));
    if (fitting.length === 0) {
      const podsOn = (node: string) => pods.byIndex('node', node);
      const preemption = selectVictims(pod, all, podsOn, facts);
      return preemption ? preempt(pod, preemption, obstacles) : refuse(pod, formatFitFailure(obstacles));
    }
    const node = selectBest(pod, fitting);
    if (claims.waiting.length > 0) {
      for (const claim of claims.waiting) {
        if (claim.metadata.annotations?.['volume.kubernetes.io/selected-node']) continue;
        await client.patch(kubeResources.persistentVolumeClaims, claim.metadata, {
          metadata: {annotations: {'volume.kubernetes.io/selected-node': node.metadata.name}},
        });
      }
      return 500;
    }
    await bind(pod, node);
    return undefined;
  });

  const bind = async (pod: KubeObject, node: KubeObject): Promise<void> => {
    const {name, namespace, uid} = pod.metadata;
    const body = {
      apiVersion: 'v1',
      kind: 'Binding',
      metadata: {name, namespace, uid},
      target: {apiVersion: apiVersionOf(nodeType), kind: 'Node', name: node.metadata.name},
    };
    usage.assume(pod, node.metadata.name);
    try {
      await client.send({method: 'POST', path: resourcePath(podType, namespace, name, 'binding'), body});
    } catch (error) {
      usage.forget(pod);
      if (isKubeFailure(error, 404) || isKubeFailure(error, 409)) return;
      throw error;
    }
    record(
      'Normal',
      'Scheduled',
      'Binding',
      {resource: podType, object: pod},
      `Successfully assigned ${namespace}/${name} to ${node.metadata.name}`,
    );
  };

  const preempt = async (
    pod: KubeObject,
    {node, victims}: Preemption,
    obstacles: ReadonlyArray<readonly string[]>,
  ): Promise<number> => {
    const {name, namespace, uid} = pod.metadata;
    const by = context.minor >= 28 ? `pod ${uid}` : `${namespace}/${name}`;
    for (const victim of victims) {
      const about = {resource: podType, object: victim};
      record('Normal', 'Preempted', 'Preempting', about, `Preempted by ${by} on node ${node.metadata.name}`);
      await client.remove(podType, victim.metadata, {uid: victim.metadata.uid});
    }
    await refuse(pod, formatFitFailure(obstacles));
    const current = pods.getByKey(objectKey(pod)) ?? pod;
    const nominatedNodeName = node.metadata.name;
    await client.patch(podType, current.metadata, {status: {nominatedNodeName}}, 'status');
    return preemptionRetryMs;
  };

  const refuse = async (pod: KubeObject, message: string): Promise<number> => {
    if (conditionOf(pod, 'PodScheduled')?.message !== message) {
      record('Warning', 'FailedScheduling', 'Scheduling', {resource: podType, object: pod}, message);
      const conditions = withCondition(
        pod.status?.conditions,
        {type: 'PodScheduled', status: 'False', lastProbeTime: null, reason: 'Unschedulable', message},
        clock.now(),
      );
      await client.update(podType, {...pod, status: {...pod.status, phase: 'Pending', conditions}}, 'status');
    }
    return unschedulableRetryMs;
  };

  /** The node that is left with the most of its own, preferring those the pod prefers. */
  const selectBest = (pod: KubeObject, fitting: readonly KubeObject[]): KubeObject => {
    const wanted = requestsOf(pod);
    const score = (node: KubeObject) => {
      const used = usage.of(node.metadata.name);
      const share = (name: string) =>
        1 - ((used[name] ?? 0) + (wanted[name] ?? 0)) / (parseQuantity(node.status?.allocatable?.[name]) || 1);
      return preference(pod, node) * 10 + (share('cpu') + share('memory')) / 2 + share('pods');
    };
    return [...fitting]
      .map((node) => ({node, score: score(node)}))
      .sort((a, b) => b.score - a.score || a.node.metadata.name.localeCompare(b.node.metadata.name))[0]!.node;
  };

  const retryAll = () => {
    for (const pod of pods.byIndex('unscheduled', 'yes')) queue.add(objectKey(pod));
  };
  pods.onChange(({type, object, previous}) => {
    if (type !== 'deleted' && isWaiting(object)) queue.add(objectKey(object));
    // Room on a node may be what another pod waits for.
    if (type === 'deleted' || (previous && hasEnded(object) && !hasEnded(previous))) retryAll();
  });
  const shapeOf = (node: KubeObject | undefined) => [node?.spec, node?.metadata.labels, node?.status?.allocatable];
  nodes.onChange(({type, object, previous}) => {
    if (type === 'added' || !isSameJson(shapeOf(object), shapeOf(previous))) retryAll();
  });

  informers.of(kubeResources.persistentVolumeClaims).onChange(({type}) => type !== 'deleted' && retryAll());
}

/** Whether a pod waits for this scheduler. */
export function isWaiting(pod: KubeObject): boolean {
  return (
    !pod.spec.nodeName &&
    !pod.metadata.deletionTimestamp &&
    !hasEnded(pod) &&
    (pod.spec.schedulerName ?? 'default-scheduler') === 'default-scheduler' &&
    !pod.spec.schedulingGates?.length
  );
}

function preference(pod: KubeObject, node: KubeObject): number {
  const preferred = pod.spec.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
  return preferred.reduce(
    (sum: number, {weight, preference}: {weight: number; preference: object}) =>
      sum + (matchesTerms(node, [preference]) ? weight / 100 : 0),
    0,
  );
}
