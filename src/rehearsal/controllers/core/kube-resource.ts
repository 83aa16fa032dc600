/** A resource type as the API addresses it. */
export interface KubeResource {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly kind: string;
  readonly isNamespaced: boolean;
  /** Comes with a CustomResourceDefinition, if it comes at all, and perhaps in another version. */
  readonly isCustom?: boolean;
}

const resource = (group: string, version: string, plural: string, kind: string, isNamespaced = true): KubeResource => ({
  group,
  version,
  plural,
  kind,
  isNamespaced,
});

const custom = (...parts: Parameters<typeof resource>): KubeResource => ({...resource(...parts), isCustom: true});

/** The resource types that the controllers themselves work with; others are discovered. */
export const kubeResources = {
  namespaces: resource('', 'v1', 'namespaces', 'Namespace', false),
  nodes: resource('', 'v1', 'nodes', 'Node', false),
  pods: resource('', 'v1', 'pods', 'Pod'),
  services: resource('', 'v1', 'services', 'Service'),
  endpoints: resource('', 'v1', 'endpoints', 'Endpoints'),
  configMaps: resource('', 'v1', 'configmaps', 'ConfigMap'),
  secrets: resource('', 'v1', 'secrets', 'Secret'),
  serviceAccounts: resource('', 'v1', 'serviceaccounts', 'ServiceAccount'),
  persistentVolumes: resource('', 'v1', 'persistentvolumes', 'PersistentVolume', false),
  persistentVolumeClaims: resource('', 'v1', 'persistentvolumeclaims', 'PersistentVolumeClaim'),
  resourceQuotas: resource('', 'v1', 'resourcequotas', 'ResourceQuota'),
  events: resource('', 'v1', 'events', 'Event'),
  deployments: resource('apps', 'v1', 'deployments', 'Deployment'),
  replicaSets: resource('apps', 'v1', 'replicasets', 'ReplicaSet'),
  statefulSets: resource('apps', 'v1', 'statefulsets', 'StatefulSet'),
  daemonSets: resource('apps', 'v1', 'daemonsets', 'DaemonSet'),
  controllerRevisions: resource('apps', 'v1', 'controllerrevisions', 'ControllerRevision'),
  jobs: resource('batch', 'v1', 'jobs', 'Job'),
  cronJobs: resource('batch', 'v1', 'cronjobs', 'CronJob'),
  endpointSlices: resource('discovery.k8s.io', 'v1', 'endpointslices', 'EndpointSlice'),
  leases: resource('coordination.k8s.io', 'v1', 'leases', 'Lease'),
  podDisruptionBudgets: resource('policy', 'v1', 'poddisruptionbudgets', 'PodDisruptionBudget'),
  horizontalPodAutoscalers: resource('autoscaling', 'v2', 'horizontalpodautoscalers', 'HorizontalPodAutoscaler'),
  storageClasses: resource('storage.k8s.io', 'v1', 'storageclasses', 'StorageClass', false),
  csiDrivers: resource('storage.k8s.io', 'v1', 'csidrivers', 'CSIDriver', false),
  csiNodes: resource('storage.k8s.io', 'v1', 'csinodes', 'CSINode', false),
  volumeAttachments: resource('storage.k8s.io', 'v1', 'volumeattachments', 'VolumeAttachment', false),
  priorityClasses: resource('scheduling.k8s.io', 'v1', 'priorityclasses', 'PriorityClass', false),
  clusterRoles: resource('rbac.authorization.k8s.io', 'v1', 'clusterroles', 'ClusterRole', false),
  clusterRoleBindings: resource('rbac.authorization.k8s.io', 'v1', 'clusterrolebindings', 'ClusterRoleBinding', false),
  customResourceDefinitions: resource(
    'apiextensions.k8s.io',
    'v1',
    'customresourcedefinitions',
    'CustomResourceDefinition',
    false,
  ),
  apiServices: resource('apiregistration.k8s.io', 'v1', 'apiservices', 'APIService', false),
  mutatingWebhooks: resource(
    'admissionregistration.k8s.io',
    'v1',
    'mutatingwebhookconfigurations',
    'MutatingWebhookConfiguration',
    false,
  ),
  validatingWebhooks: resource(
    'admissionregistration.k8s.io',
    'v1',
    'validatingwebhookconfigurations',
    'ValidatingWebhookConfiguration',
    false,
  ),
  certificates: custom('cert-manager.io', 'v1', 'certificates', 'Certificate'),
  certificateRequests: custom('cert-manager.io', 'v1', 'certificaterequests', 'CertificateRequest'),
  issuers: custom('cert-manager.io', 'v1', 'issuers', 'Issuer'),
  clusterIssuers: custom('cert-manager.io', 'v1', 'clusterissuers', 'ClusterIssuer', false),
  orders: custom('acme.cert-manager.io', 'v1', 'orders', 'Order'),
  challenges: custom('acme.cert-manager.io', 'v1', 'challenges', 'Challenge'),
  gateways: custom('networking.istio.io', 'v1beta1', 'gateways', 'Gateway'),
  virtualServices: custom('networking.istio.io', 'v1beta1', 'virtualservices', 'VirtualService'),
  authorizationPolicies: custom('security.istio.io', 'v1beta1', 'authorizationpolicies', 'AuthorizationPolicy'),
  prometheuses: custom('monitoring.coreos.com', 'v1', 'prometheuses', 'Prometheus'),
  alertmanagers: custom('monitoring.coreos.com', 'v1', 'alertmanagers', 'Alertmanager'),
  ingresses: resource('networking.k8s.io', 'v1', 'ingresses', 'Ingress'),
  istioOperators: custom('install.istio.io', 'v1alpha1', 'istiooperators', 'IstioOperator'),
} as const satisfies Record<string, KubeResource>;

/** `GROUP/VERSION`, or the version alone in the core group. */
export function apiVersionOf(type: KubeResource): string {
  return type.group ? `${type.group}/${type.version}` : type.version;
}

/** `plural.group`: a resource type without its version. */
export function resourceId(type: Pick<KubeResource, 'group' | 'plural'>): string {
  return type.group ? `${type.plural}.${type.group}` : type.plural;
}

/** The request path of a collection, an object or a subresource. */
export function resourcePath(type: KubeResource, namespace?: string, name?: string, subresource?: string): string {
  const root = type.group ? `/apis/${type.group}/${type.version}` : `/api/${type.version}`;
  const scope = type.isNamespaced && namespace ? `/namespaces/${namespace}` : '';
  return `${root}${scope}/${type.plural}${name ? `/${encodeURIComponent(name)}` : ''}${subresource ? `/${subresource}` : ''}`;
}
