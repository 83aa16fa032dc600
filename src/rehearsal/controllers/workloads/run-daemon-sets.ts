import {isSameJson} from '../core/canonical-json.js';
import {type ControllerContext, controllerUser} from '../core/controller-context.js';
import {type KubeObject, objectKey} from '../core/kube-object.js';
import {kubeResources} from '../core/kube-resource.js';
import {controlledBy, controllerOf, controllerReference, indexByController} from '../core/owners.js';
import {matchesNodeSelection} from '../scheduling/node-selection.js';
import {findUntoleratedTaint} from '../scheduling/taints.js';
import {createPod} from './create-pod.js';
import {daemonTolerations, pinToNode, targetNodeOf} from './daemon-pods.js';
import {keepRevision} from './keep-revision.js';
import {availableAtMs, hasEnded, isReadyPod, podFromTemplate, resolveShare} from './pod-facts.js';

const {daemonSets: type, pods: podType} = kubeResources;
const hashLabel = 'controller-revision-hash';

/** Keeps one pod of each DaemonSet on every node that it may run on. */
export function runDaemonSets(context: ControllerContext): void {
  const {informers, clock} = context;
  const user = controllerUser('daemon-set-controller');
  const client = context.client(user);
  const record = context.recorder(user, 'daemonset-controller');
  const sets = informers.of(type);
  const nodes = informers.of(kubeResources.nodes);
  const pods = indexByController(informers.of(podType));
  const revisions = indexByController(informers.of(kubeResources.controllerRevisions));

  const queue = context.queue('daemonsets', async (key) => {
    const set = sets.getByKey(key);
    if (!set) return undefined;
    const revision = (await keepRevision(client, type, set, controlledBy(revisions, set))).slice(
      set.metadata.name.length + 1,
    );
    if (!set.metadata.deletionTimestamp) await adjust(set, revision);
    await report(set, revision);
    return undefined;
  });

  const isWanted = (set: KubeObject, node: KubeObject): boolean => {
    const {spec} = set.spec.template;
    const tolerations = [...(spec.tolerations ?? []), ...daemonTolerations(spec.hostNetwork)];
    return matchesNodeSelection(node, spec) && !findUntoleratedTaint(node, tolerations, ['NoSchedule', 'NoExecute']);
  };

  const adjust = async (set: KubeObject, revision: string): Promise<void> => {
    const about = {resource: type, object: set};
    const byNode = new Map<string, KubeObject[]>();
    for (const pod of controlledBy(pods, set))
      byNode.set(targetNodeOf(pod), [...(byNode.get(targetNodeOf(pod)) ?? []), pod]);
    const remove = async (pod: KubeObject) => {
      await client.remove(podType, pod.metadata, {uid: pod.metadata.uid});
      record('Normal', 'SuccessfulDelete', about, `Deleted pod: ${pod.metadata.name}`);
    };
    for (const node of nodes.list()) {
      const present = (byNode.get(node.metadata.name) ?? []).filter((pod) => !pod.metadata.deletionTimestamp);
      byNode.delete(node.metadata.name);
      if (!isWanted(set, node)) {
        for (const pod of present) await remove(pod);
        continue;
      }
      for (const pod of present.filter(hasEnded)) {
        record(
          'Warning',
          'FailedDaemonPod',
          about,
          `Found failed daemon pod ${objectKey(pod)} on node ${node.metadata.name}, will try to kill it`,
        );
        await remove(pod);
      }
      if (present.length > 0) continue;
      const pod = podFromTemplate(set.spec.template, set.metadata.namespace!, controllerReference(type, set), {
        generateName: `${set.metadata.name}-`,
      });
      const labels = {...pod.metadata.labels, [hashLabel]: revision, 'pod-template-generation': '1'};
      await createPod(
        client,
        record,
        about,
        pinToNode({...pod, metadata: {...pod.metadata, labels}}, node.metadata.name),
      );
    }
    for (const orphans of byNode.values())
      for (const pod of orphans) if (!pod.metadata.deletionTimestamp) await remove(pod);
    if (set.spec.updateStrategy?.type === 'OnDelete') return;
    const owned = controlledBy(pods, set).filter((pod) => !pod.metadata.deletionTimestamp);
    const maxUnavailable = Math.max(
      1,
      resolveShare(set.spec.updateStrategy?.rollingUpdate?.maxUnavailable ?? 1, owned.length, true),
    );
    const old = owned.filter((pod) => pod.metadata.labels?.[hashLabel] !== revision);
    const room = maxUnavailable - owned.filter((pod) => !isReadyPod(pod)).length;
    const dispensable = [
      ...old.filter((pod) => !isReadyPod(pod)),
      ...old.filter(isReadyPod).slice(0, Math.max(0, room)),
    ];
    for (const pod of dispensable) await remove(pod);
  };

  const report = async (set: KubeObject, revision: string): Promise<void> => {
    const current = sets.getByKey(objectKey(set)) ?? set;
    const wanted = new Set(
      nodes
        .list()
        .filter((node) => isWanted(set, node))
        .map(({metadata}) => metadata.name),
    );
    const owned = controlledBy(pods, set).filter((pod) => !pod.metadata.deletionTimestamp);
    const placed = owned.filter((pod) => wanted.has(targetNodeOf(pod)));
    const available = placed.filter((pod) => {
      const at = availableAtMs(pod, set.spec.minReadySeconds ?? 0);
      return at !== undefined && at <= clock.now();
    }).length;
    const count = (number: number, name: string) => (number > 0 ? {[name]: number} : {});
    const status = {
      currentNumberScheduled: placed.length,
      numberMisscheduled: owned.length - placed.length,
      desiredNumberScheduled: wanted.size,
      numberReady: placed.filter(isReadyPod).length,
      observedGeneration: set.metadata.generation,
      ...count(placed.filter((pod) => pod.metadata.labels?.[hashLabel] === revision).length, 'updatedNumberScheduled'),
      ...count(available, 'numberAvailable'),
      ...count(wanted.size - available, 'numberUnavailable'),
    };
    if (!isSameJson(status, current.status)) await client.update(type, {...current, status}, 'status');
  };

  sets.onChange((change) => change.type !== 'deleted' && queue.add(objectKey(change.object)));
  nodes.onChange(({type: change, object, previous}) => {
    if (
      change === 'updated' &&
      isSameJson([object.spec, object.metadata.labels], [previous?.spec, previous?.metadata.labels])
    )
      return;
    for (const set of sets.list()) queue.add(objectKey(set));
  });
  pods.onChange(({object}) => {
    const owner = controllerOf(object);
    if (owner?.kind === 'DaemonSet') queue.add(`${object.metadata.namespace}/${owner.name}`);
  });
}
