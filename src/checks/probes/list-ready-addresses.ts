import type {KubeTarget} from '../../model/ports/kube.js';
import type {Ports} from '../../model/ports/ports.js';

interface Slice {
  readonly endpoints?: ReadonlyArray<{
    readonly addresses?: readonly string[];
    readonly conditions?: {readonly ready?: boolean | null};
  }>;
}

/** Addresses of the pods that are ready behind a Service. https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/ */
export async function listReadyAddresses(
  ports: Pick<Ports, 'kube'>,
  target: KubeTarget,
  namespace: string,
  service: string,
): Promise<readonly string[]> {
  const slices = await ports.kube.list(target, {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    namespace,
    labelSelector: `kubernetes.io/service-name=${service}`,
  });
  return (
    slices
      .flatMap((slice) => (slice as unknown as Slice).endpoints ?? [])
      // An absent condition is to be taken for a ready one.
      .filter(({conditions}) => conditions?.ready !== false)
      .flatMap(({addresses}) => addresses ?? [])
  );
}
