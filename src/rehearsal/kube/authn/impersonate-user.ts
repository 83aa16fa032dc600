import type {IncomingHttpHeaders} from 'node:http';
import {createRefusal} from '../authz/create-authorizer.js';
import type {AccessAttributes} from '../authz/rbac-rules.js';
import {badRequest} from '../http/status-error.js';
import type {ApiContext} from '../server/api-context.js';
import type {ApiUser} from '../server/api-types.js';
import {createServiceAccountUser} from './service-account-tokens.js';

const listHeader = (value: string | string[] | undefined) =>
  value === undefined ? [] : Array.isArray(value) ? value : value.split(',').map((item) => item.trim());

const serviceAccountName = /^system:serviceaccount:([^:]+):([^:]+)$/;

/**
 * The user that a request is made as, where it asks to be somebody else and its own user may do that.
 * https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation
 */
export function impersonateUser(context: ApiContext, user: ApiUser, headers: IncomingHttpHeaders): ApiUser {
  const name = headers['impersonate-user'];
  const groups = listHeader(headers['impersonate-group']);
  if (name === undefined || Array.isArray(name)) {
    if (groups.length > 0 || headers['impersonate-uid']) throw badRequest('requested without impersonating a user');
    return user;
  }
  const check = (resource: string, wanted: string, namespace = '', group = '') => {
    const access: AccessAttributes = {verb: 'impersonate', group, resource, subresource: '', namespace, name: wanted};
    if (!context.authorizer.isAllowed(user, access))
      throw createRefusal(user, access, context.authorizer.explainRefusal(access));
  };
  const account = name.match(serviceAccountName);
  if (account) check('serviceaccounts', account[2]!, account[1]!);
  else check('users', name);
  for (const group of groups) check('groups', group);
  if (account)
    return groups.length > 0
      ? {username: name, groups: [...groups, 'system:authenticated']}
      : createServiceAccountUser(account[1]!, account[2]!);
  return {username: name, groups: name === 'system:anonymous' ? groups : [...groups, 'system:authenticated']};
}
