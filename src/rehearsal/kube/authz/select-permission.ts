import type {AccessAttributes} from './rbac-rules.js';

/** IAM's verbs differ from Kubernetes' in few places. https://cloud.google.com/kubernetes-engine/docs/reference/rest (permissions container.*) */
function formatPermission({verb, resource, subresource}: AccessAttributes): string {
  const plain: Record<string, string> = {watch: 'list', patch: 'update', deletecollection: 'delete'};
  const action = plain[verb] ?? verb;
  const name = iamResources[resource] ?? resource;
  if (subresource === '') return `container.${name}.${action}`;
  if (subresource === 'status') return `container.${name}.${action === 'get' ? 'getStatus' : 'updateStatus'}`;
  if (subresource === 'scale') return `container.${name}.${action === 'get' ? 'getScale' : 'updateScale'}`;
  if (subresource === 'log') return `container.${name}.getLogs`;
  if (subresource === 'eviction') return `container.${name}.evict`;
  if (subresource === 'approval') return `container.${name}.approve`;
  if (subresource === 'token') return `container.${name}.createToken`;
  const camel = {portforward: 'portForward'}[subresource] ?? subresource;
  return `container.${name}.${camel}`;
}

/** Resources as IAM spells them where that is not all lower case. */
const iamResources: Readonly<Record<string, string>> = {
  configmaps: 'configMaps',
  controllerrevisions: 'controllerRevisions',
  cronjobs: 'cronJobs',
  csidrivers: 'csiDrivers',
  csinodes: 'csiNodes',
  customresourcedefinitions: 'customResourceDefinitions',
  daemonsets: 'daemonSets',
  endpointslices: 'endpointSlices',
  horizontalpodautoscalers: 'horizontalPodAutoscalers',
  limitranges: 'limitRanges',
  mutatingwebhookconfigurations: 'mutatingWebhookConfigurations',
  networkpolicies: 'networkPolicies',
  persistentvolumeclaims: 'persistentVolumeClaims',
  persistentvolumes: 'persistentVolumes',
  poddisruptionbudgets: 'podDisruptionBudgets',
  podtemplates: 'podTemplates',
  priorityclasses: 'priorityClasses',
  replicasets: 'replicaSets',
  replicationcontrollers: 'replicationControllers',
  resourcequotas: 'resourceQuotas',
  rolebindings: 'roleBindings',
  clusterroles: 'clusterRoles',
  clusterrolebindings: 'clusterRoleBindings',
  runtimeclasses: 'runtimeClasses',
  serviceaccounts: 'serviceAccounts',
  statefulsets: 'statefulSets',
  storageclasses: 'storageClasses',
  validatingwebhookconfigurations: 'validatingWebhookConfigurations',
  volumeattachments: 'volumeAttachments',
  certificatesigningrequests: 'certificateSigningRequests',
  apiservices: 'apiServices',
  tokenreviews: 'tokenReviews',
  subjectaccessreviews: 'subjectAccessReviews',
  localsubjectaccessreviews: 'localSubjectAccessReviews',
  selfsubjectaccessreviews: 'selfSubjectAccessReviews',
  selfsubjectrulesreviews: 'selfSubjectRulesReviews',
};

/** Built-in groups: everything outside of them is a third-party object to IAM. */
const isBuiltInGroup = (group: string) => group === '' || !group.includes('.') || group.endsWith('.k8s.io');

/** The IAM permission that GKE's authoriser asks for. */
export function selectPermission(access: AccessAttributes): string {
  if (isBuiltInGroup(access.group)) return formatPermission(access);
  return formatPermission({...access, resource: 'thirdPartyObjects', subresource: ''});
}
