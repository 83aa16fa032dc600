import {StatusError} from '../http/status-error.js';
import type {ApiUser, RoutedRequest} from '../server/api-types.js';
import type {ObjectStore} from '../store/object-store.js';
import {type AccessAttributes, isAllowedByRule, type PolicyRule, selectUserRules} from './rbac-rules.js';
import {selectPermission} from './select-permission.js';

/** Decides who may do what. */
export interface Authorizer {
  isAllowed(user: ApiUser, access: AccessAttributes): boolean;
  /** The rules a user has by RBAC, for reviews and escalation checks. */
  selectRules(user: ApiUser, namespace: string): readonly PolicyRule[];
  /** What else would have allowed it, for the refusal: on GKE the permission of IAM. */
  explainRefusal(access: AccessAttributes): string;
  /** Whether somebody is beyond escalation checks. */
  isSuperuser(user: ApiUser): boolean;
}

/** RBAC, and beside it GKE's own authoriser, which grants what IAM grants. */
export function createAuthorizer(
  store: ObjectStore,
  isGrantedByCloud: ((username: string, permission: string) => boolean) | undefined,
): Authorizer {
  const isSuperuser = (user: ApiUser) => user.groups.includes('system:masters');
  return {
    isSuperuser,
    explainRefusal: (access) =>
      isGrantedByCloud && access.path === undefined
        ? `: requires one of ["${selectPermission(access)}"] permission(s).`
        : '',
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
export function createRefusal(user: ApiUser, access: AccessAttributes, explanation = ''): StatusError {
  const {verb, group, resource, subresource, namespace, name, path} = access;
  if (path !== undefined)
    return new StatusError(403, 'Forbidden', `forbidden: User "${user.username}" cannot ${verb} path "${path}"`, {});
  const target = subresource === '' ? resource : `${resource}/${subresource}`;
  const scope = namespace === '' ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  const subject = `${group === '' ? resource : `${resource}.${group}`}${name === '' ? '' : ` "${name}"`}`;
  return new StatusError(
    403,
    'Forbidden',
    `${subject} is forbidden: User "${user.username}" cannot ${verb} resource "${target}" in API group "${group}" ${scope}${explanation}`,
    {
      ...(name === '' ? {} : {name}),
      ...(group === '' ? {} : {group}),
      kind: resource,
    },
  );
}
