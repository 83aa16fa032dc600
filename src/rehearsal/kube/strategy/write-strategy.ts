import type {ResourceDefinition} from '../registry/resource-definition.js';

/**
 * How kinds are written and deleted differs by their strategies and stores.
 * https://github.com/kubernetes/kubernetes/tree/v1.27.7/pkg/registry
 */
const createdByUpdate = new Set([
  'endpoints',
  'events',
  'limitranges',
  'services',
  'leases.coordination.k8s.io',
  'runtimeclasses.node.k8s.io',
  'roles.rbac.authorization.k8s.io',
  'rolebindings.rbac.authorization.k8s.io',
  'clusterroles.rbac.authorization.k8s.io',
  'clusterrolebindings.rbac.authorization.k8s.io',
]);

/** Whether a PUT of an object that does not exist creates it. */
export const isCreatedByUpdate = ({collection}: ResourceDefinition): boolean => createdByUpdate.has(collection);

const conditional = new Set([
  'leases.coordination.k8s.io',
  'runtimeclasses.node.k8s.io',
  'poddisruptionbudgets.policy',
  'csidrivers.storage.k8s.io',
  'csinodes.storage.k8s.io',
  'csistoragecapacities.storage.k8s.io',
  'volumeattachments.storage.k8s.io',
  'mutatingwebhookconfigurations.admissionregistration.k8s.io',
  'validatingwebhookconfigurations.admissionregistration.k8s.io',
  'customresourcedefinitions.apiextensions.k8s.io',
  'apiservices.apiregistration.k8s.io',
]);

/** Whether a PUT must say which revision it changes. */
export const wantsRevision = ({collection, custom}: ResourceDefinition): boolean =>
  custom !== undefined || conditional.has(collection);

const returned = new Set([
  'namespaces',
  'persistentvolumeclaims',
  'persistentvolumes',
  'pods',
  'podtemplates',
  'resourcequotas',
  'serviceaccounts',
  'services',
  'csidrivers.storage.k8s.io',
  'csinodes.storage.k8s.io',
  'storageclasses.storage.k8s.io',
  'volumeattachments.storage.k8s.io',
]);

/**
 * Whether dependents outlive an object that is deleted without a word about them: the oldest kinds were made before there
 * was a garbage collector. https://kubernetes.io/docs/concepts/architecture/garbage-collection/#orphaned-dependents
 */
export const isOrphaning = ({collection}: ResourceDefinition): boolean =>
  collection === 'jobs.batch' || collection === 'replicationcontrollers';

/** Whether a DELETE answers with the object that is gone instead of a Status. */
export const isReturnedOnDelete = ({collection}: ResourceDefinition): boolean => returned.has(collection);

const metadataKept = new Set([
  'customresourcedefinitions.apiextensions.k8s.io',
  'apiservices.apiregistration.k8s.io',
  'volumeattachments.storage.k8s.io',
  'flowschemas.flowcontrol.apiserver.k8s.io',
  'prioritylevelconfigurations.flowcontrol.apiserver.k8s.io',
]);

/** What of an object's metadata a write of its status leaves as it is. */
export function selectKeptMetadata({collection, custom}: ResourceDefinition): 'all' | readonly string[] {
  if (custom || metadataKept.has(collection)) return 'all';
  if (collection === 'deployments.apps') return ['labels'];
  if (collection === 'pods') return ['ownerReferences'];
  return [];
}
