import {StatusError} from '../http/status-error.js';
import type {ApiUser, RoutedRequest} from '../server/api-types.js';
import type {ObjectStore} from '../store/object-store.js';
import {type AccessAttributes, isAllowedByRule, type PolicyRule, selectUserRules} from './rbac-rules.js';

/** Decides who may do what. */
export interface Authorizer {
  isAllowed(user: ApiUser, access: AccessAttributes): boolean;
  /** The rules a user has by RBAC, for reviews and escalation checks. */
  selectRules(user: ApiUser, namespace: string): readonly PolicyRule[];
  /** Whether somebody is beyond escalation checks. */
  isSuperuser(user: ApiUser): boolean;
}

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

function selectPermission(access: AccessAttributes): string {
  if (isBuiltInGroup(access.group)) return formatPermission(access);
  return formatPermission({...access, resource: 'thirdPartyObjects', subresource: ''});
}

/** RBAC, and beside it GKE's own authoriser, which grants what IAM grants. */
export function createAuthorizer(
  store: ObjectStore,
  isGrantedByCloud: ((username: string, permission: string) => boolean) | undefined,
): Authorizer {
  const isSuperuser = (user: ApiUser) => user.groups.includes('system:masters');
  return {
    isSuperuser,
    selectRules: (user, namespace) =>
      isSuperuser(user)
        ? [
            {verbs: ['*'], apiGroups: ['*'], resources: ['*']},
            {verbs: ['*'], nonResourceURLs: ['*']},
            ...selectUserRules(store, user, namespace),
          ]
        : selectUserRules(store, user, namespace),
    isAllowed(user, access) {
      if (isSuperuser(user)) return true;
      if (selectUserRules(store, user, access.namespace).some((rule) => isAllowedByRule(rule, access))) return true;
      return access.path === undefined && (isGrantedByCloud?.(user.username, selectPermission(access)) ?? false);
    },
  };
}

/** What a request asks for, as authorisation sees it. */
export function selectAccess({info}: RoutedRequest): AccessAttributes {
  const {verb, group, resource, subresource, namespace, selectedName: name, isResourceRequest, path} = info;
  return {verb, group, resource, subresource, namespace, name, ...(isResourceRequest ? {} : {path})};
}

/** The 403 of a user who may not do what was asked, in kube-apiserver's words. */
export function createRefusal(user: ApiUser, access: AccessAttributes): StatusError {
  const {verb, group, resource, subresource, namespace, name, path} = access;
  if (path !== undefined)
    return new StatusError(403, 'Forbidden', `forbidden: User "${user.username}" cannot ${verb} path "${path}"`, {});
  const target = subresource === '' ? resource : `${resource}/${subresource}`;
  const scope = namespace === '' ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  const subject = `${group === '' ? resource : `${resource}.${group}`}${name === '' ? '' : ` "${name}"`}`;
  return new StatusError(
    403,
    'Forbidden',
    `${subject} is forbidden: User "${user.username}" cannot ${verb} resource "${target}" in API group "${group}" ${scope}`,
    {
      ...(name === '' ? {} : {name}),
      ...(group === '' ? {} : {group}),
      kind: resource,
    },
  );
}
