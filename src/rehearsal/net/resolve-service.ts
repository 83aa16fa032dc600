import type {KubeObject} from '../controllers/core/kube-object.js';
import {kubeResources} from '../controllers/core/kube-resource.js';
import {findTargetPort, selectBackends} from '../controllers/networking/endpoints-of.js';
import type {ClusterView} from './cluster-view.js';

/** The pods that serve a Service's port now. */
export interface ServiceBackend {
  readonly service: KubeObject;
  readonly pods: readonly KubeObject[];
  /** The pods' own port; undefined where the Service has no such port. */
  readonly targetPort: number | undefined;
}

/** Looks up who serves a Service's port: ready pods only. Undefined where there is no such Service. */
export function resolveService(
  {informers}: ClusterView,
  namespace: string,
  name: string,
  port: number,
): ServiceBackend | undefined {
  const service = informers.of(kubeResources.services).get(namespace, name);
  if (!service) return undefined;
  const backends = selectBackends(service, informers.of(kubeResources.pods).inNamespace(namespace)).filter(
    ({isReady, isTerminating}) => isReady && !isTerminating,
  );
  const entry = service.spec.ports?.find((candidate: {port: number}) => candidate.port === port);
  return {service, pods: backends.map(({pod}) => pod), targetPort: entry && findTargetPort(entry, backends[0]?.pod)};
}
