import type {Handler, Route, Verb} from '../http/call.js';
import {readIamPolicy, testIamPermissions, writeIamPolicy} from '../resourcemanager/iam-methods.js';
import {exchangeToken, generateAccessToken, readTokenInfo} from './exchange-token.js';
import {
  createCustomRole,
  deleteCustomRole,
  listCustomRoles,
  listPredefinedRoles,
  listTestablePermissions,
  patchCustomRole,
  readCustomRole,
  readPredefinedRole,
  restoreCustomRole,
} from './roles.js';
import {createKey, deleteKey, listKeys, readKey, switchKey} from './service-account-keys.js';
import {
  createServiceAccount,
  deleteServiceAccount,
  listServiceAccounts,
  patchServiceAccount,
  readServiceAccount,
  switchServiceAccount,
} from './service-accounts.js';

const service = 'iam.googleapis.com';
const accounts = '/v1/projects/{project}/serviceAccounts';
const account = `${accounts}/{account}`;

function selectAccountResource(params: Readonly<Record<string, string>>): string {
  return `projects/${params.project}/serviceAccounts/${params.account}`;
}

function route(id: string, verb: Verb, path: string, permissions: readonly string[], handler: Handler): Route {
  const isOnAccount = path.startsWith(account);
  return {
    service,
    id: `iam.${id}`,
    verb,
    path,
    permissions,
    handler,
    ...(isOnAccount && {resource: selectAccountResource}),
  };
}

function openRoute(id: string, verb: Verb, path: string, handler: Handler): Route {
  return {service: 'oauth2.googleapis.com', id: `oauth2.${id}`, verb, path, permissions: [], handler};
}

/** https://cloud.google.com/iam/docs/reference/rest */
export const iamRoutes: readonly Route[] = [
  route('projects.serviceAccounts.list', 'GET', accounts, ['iam.serviceAccounts.list'], listServiceAccounts),
  route('projects.serviceAccounts.create', 'POST', accounts, ['iam.serviceAccounts.create'], createServiceAccount),
  route('projects.serviceAccounts.get', 'GET', account, ['iam.serviceAccounts.get'], readServiceAccount),
  route('projects.serviceAccounts.patch', 'PATCH', account, ['iam.serviceAccounts.update'], patchServiceAccount),
  route('projects.serviceAccounts.delete', 'DELETE', account, ['iam.serviceAccounts.delete'], deleteServiceAccount),
  route(
    'projects.serviceAccounts.enable',
    'POST',
    `${account}:enable`,
    ['iam.serviceAccounts.enable'],
    switchServiceAccount,
  ),
  route(
    'projects.serviceAccounts.disable',
    'POST',
    `${account}:disable`,
    ['iam.serviceAccounts.disable'],
    switchServiceAccount,
  ),
  route(
    'projects.serviceAccounts.getIamPolicy',
    'POST',
    `${account}:getIamPolicy`,
    ['iam.serviceAccounts.getIamPolicy'],
    readIamPolicy,
  ),
  route(
    'projects.serviceAccounts.setIamPolicy',
    'POST',
    `${account}:setIamPolicy`,
    ['iam.serviceAccounts.setIamPolicy'],
    writeIamPolicy,
  ),
  route('projects.serviceAccounts.testIamPermissions', 'POST', `${account}:testIamPermissions`, [], testIamPermissions),
  route(
    'projects.serviceAccounts.keys.create',
    'POST',
    `${account}/keys`,
    ['iam.serviceAccountKeys.create'],
    createKey,
  ),
  route('projects.serviceAccounts.keys.list', 'GET', `${account}/keys`, ['iam.serviceAccountKeys.list'], listKeys),
  route('projects.serviceAccounts.keys.get', 'GET', `${account}/keys/{key}`, ['iam.serviceAccountKeys.get'], readKey),
  route(
    'projects.serviceAccounts.keys.delete',
    'DELETE',
    `${account}/keys/{key}`,
    ['iam.serviceAccountKeys.delete'],
    deleteKey,
  ),
  route(
    'projects.serviceAccounts.keys.enable',
    'POST',
    `${account}/keys/{key}:enable`,
    ['iam.serviceAccountKeys.enable'],
    switchKey,
  ),
  route(
    'projects.serviceAccounts.keys.disable',
    'POST',
    `${account}/keys/{key}:disable`,
    ['iam.serviceAccountKeys.disable'],
    switchKey,
  ),
  route(
    'permissions.queryTestablePermissions',
    'POST',
    '/v1/permissions:queryTestablePermissions',
    [],
    listTestablePermissions,
  ),
  route('roles.list', 'GET', '/v1/roles', [], listPredefinedRoles),
  route('roles.get', 'GET', '/v1/roles/{role}', [], readPredefinedRole),
  route('projects.roles.list', 'GET', '/v1/projects/{project}/roles', ['iam.roles.list'], listCustomRoles),
  route('projects.roles.create', 'POST', '/v1/projects/{project}/roles', ['iam.roles.create'], createCustomRole),
  route('projects.roles.get', 'GET', '/v1/projects/{project}/roles/{role}', ['iam.roles.get'], readCustomRole),
  route('projects.roles.patch', 'PATCH', '/v1/projects/{project}/roles/{role}', ['iam.roles.update'], patchCustomRole),
  route(
    'projects.roles.delete',
    'DELETE',
    '/v1/projects/{project}/roles/{role}',
    ['iam.roles.delete'],
    deleteCustomRole,
  ),
  route(
    'projects.roles.undelete',
    'POST',
    '/v1/projects/{project}/roles/{role}:undelete',
    ['iam.roles.undelete'],
    restoreCustomRole,
  ),
  {
    ...route(
      'projects.serviceAccounts.generateAccessToken',
      'POST',
      `${account}:generateAccessToken`,
      ['iam.serviceAccounts.getAccessToken'],
      generateAccessToken,
    ),
    service: 'iamcredentials.googleapis.com',
    id: 'iamcredentials.projects.serviceAccounts.generateAccessToken',
  },
  openRoute('token', 'POST', '/token', exchangeToken),
  openRoute('tokeninfo', 'GET', '/tokeninfo', readTokenInfo),
  openRoute('tokeninfo', 'POST', '/tokeninfo', readTokenInfo),
  openRoute('tokeninfo', 'GET', '/oauth2/<v1|v3>/tokeninfo', readTokenInfo),
];
