import type {ResourceDefinition} from '../registry/resource-definition.js';

/**
 * What kube-apiserver looks at when an object is changed, in order: `M` what may not change in metadata, `F` the object
 * whole, `C` its content without its metadata, `D` what may not change in its content. Kinds differ, and since each pass
 * reports what it finds, so does how often a client is told.
 * https://github.com/kubernetes/kubernetes/tree/v1.27.7/pkg/registry, the strategies' ValidateUpdate
 */
const passes: Readonly<Record<string, string>> = {
  configmaps: 'MDF',
  secrets: 'MDF',
  serviceaccounts: 'MF',
  services: 'MDF',
  endpoints: 'MF',
  pods: 'MFD',
  'ingresses.networking.k8s.io': 'MF',
  persistentvolumeclaims: 'FMFD',
  persistentvolumes: 'FFD',
  limitranges: 'F',
  resourcequotas: 'FMCD',
  'deployments.apps': 'MCD',
  'horizontalpodautoscalers.autoscaling': 'MC',
  'priorityclasses.scheduling.k8s.io': 'MD',
  'daemonsets.apps': 'FMCD',
  'replicasets.apps': 'FMCD',
  'jobs.batch': 'FMCD',
  'networkpolicies.networking.k8s.io': 'FMC',
  'roles.rbac.authorization.k8s.io': 'FFM',
  'clusterroles.rbac.authorization.k8s.io': 'FFM',
  'rolebindings.rbac.authorization.k8s.io': 'FFMD',
  'clusterrolebindings.rbac.authorization.k8s.io': 'FFMD',
  'leases.coordination.k8s.io': 'MC',
};

/** The passes of an update of the resource itself. */
export const selectPasses = (resource: ResourceDefinition): string =>
  resource.custom ? 'MC' : (passes[resource.collection] ?? 'FMD');

/** Kinds whose validation of metadata is the general one, which takes a finalizer without a domain. */
const general = new Set(['leases.coordination.k8s.io', 'customresourcedefinitions.apiextensions.k8s.io']);

/** Whether finalizers of this resource must be qualified, or the system's own. */
export const wantsQualifiedFinalizers = (resource: ResourceDefinition): boolean =>
  !resource.custom && !general.has(resource.collection);
