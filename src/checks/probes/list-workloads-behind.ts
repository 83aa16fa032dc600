import type {KubeTarget} from '../../model/ports/kube.js';
import type {Ports} from '../../model/ports/ports.js';

interface WorkloadSpec {
  readonly template?: {readonly metadata?: {readonly labels?: Readonly<Record<string, string>>}};
}

const kinds = ['Deployment', 'StatefulSet', 'DaemonSet'] as const;

/**
 * The workloads whose pods a Service would send requests to, as `Deployment namespace/name`: whatever keeps a Service
 * without a ready pod is found with one of them. A Service without a selector sends to nobody's pods.
 */
export async function listWorkloadsBehind(
  ports: Pick<Ports, 'kube'>,
  target: KubeTarget,
  namespace: string,
  selector: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const wanted = Object.entries(selector);
  if (wanted.length === 0) return [];
  const lists = await Promise.all(
    kinds.map((kind) => ports.kube.list(target, {apiVersion: 'apps/v1', kind, namespace})),
  );
  return lists.flat().flatMap(({kind, metadata, spec}) => {
    const labels = (spec as WorkloadSpec).template?.metadata?.labels ?? {};
    return wanted.every(([key, value]) => labels[key] === value) ? [`${kind} ${namespace}/${metadata.name}`] : [];
  });
}
