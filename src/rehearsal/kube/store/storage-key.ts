import type {KubeObject} from '../object/kube-object.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';

/** Resources that etcd holds under another name than their own. */
const renamed: Readonly<Record<string, string>> = {
  services: 'services/specs',
  endpoints: 'services/endpoints',
  nodes: 'minions',
  replicationcontrollers: 'controllers',
  'ingresses.networking.k8s.io': 'ingress',
};
/** Groups of servers of their own, whose names are part of the key. */
const prefixed = new Set(['apiextensions.k8s.io', 'apiregistration.k8s.io']);

/** Where an object would lie in etcd, as conflicts name it. https://github.com/kubernetes/kubernetes/blob/v1.27.7/pkg/kubeapiserver/default_storage_factory_builder.go */
export function formatStorageKey(resource: ResourceDefinition, {metadata}: KubeObject): string {
  const hasGroup = resource.custom !== undefined || prefixed.has(resource.group);
  const place = renamed[resource.collection] ?? `${hasGroup ? `${resource.group}/` : ''}${resource.plural}`;
  return ['/registry', place, ...(metadata.namespace ? [metadata.namespace] : []), metadata.name].join('/');
}
