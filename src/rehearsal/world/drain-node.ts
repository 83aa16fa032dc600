import type {KubeTransport} from '../seams/kube-transport.js';

interface Pod {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly ownerReferences?: ReadonlyArray<{readonly kind: string}>;
  };
  readonly status?: {readonly phase?: string};
}

/** Pods that a drain leaves: those of the node itself, those that a DaemonSet would only make anew, and those that are over. */
const stays = ({metadata, status}: Pod) =>
  metadata.annotations?.['kubernetes.io/config.mirror'] !== undefined ||
  metadata.ownerReferences?.some(({kind}) => kind === 'DaemonSet') === true ||
  status?.phase === 'Succeeded' ||
  status?.phase === 'Failed';

/**
 * Keeps new pods from a node and asks each of its pods to leave, which disruption budgets may refuse; answers whether
 * the node is empty. https://kubernetes.io/docs/tasks/administer-cluster/safely-drain-node/
 */
export async function drainNode(kube: KubeTransport, name: string): Promise<boolean> {
  const cordon = await kube.request({
    method: 'PATCH',
    path: `/api/v1/nodes/${name}`,
    body: {spec: {unschedulable: true}},
    contentType: 'application/merge-patch+json',
  });
  // A machine that never became a node has nothing to lose.
  if (cordon.status === 404) return true;
  const {body} = await kube.request({method: 'GET', path: `/api/v1/pods?fieldSelector=spec.nodeName%3D${name}`});
  const pods = ((body.items ?? []) as readonly Pod[]).filter((pod) => !stays(pod));
  for (const {metadata} of pods) {
    const {namespace, name: pod} = metadata;
    await kube.request({
      method: 'POST',
      path: `/api/v1/namespaces/${namespace}/pods/${pod}/eviction`,
      body: {apiVersion: 'policy/v1', kind: 'Eviction', metadata: {name: pod, namespace}},
    });
  }
  return pods.length === 0;
}
