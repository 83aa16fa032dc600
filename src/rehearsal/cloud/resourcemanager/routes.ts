import type {Handler, Route, Verb} from '../http/call.js';
import {
  deleteProject,
  listProjects,
  readProject,
  restoreProject,
  searchProjects,
  updateProject,
} from './change-project.js';
import {readFolder, readOrganization, searchOrganizations} from './container-methods.js';
import {createProject} from './create-project.js';
import {readIamPolicy, testIamPermissions, writeIamPolicy} from './iam-methods.js';
import {readProjectOperation} from './read-project-operation.js';

const service = 'cloudresourcemanager.googleapis.com';

function route(
  version: 'v1' | 'v3',
  id: string,
  verb: Verb,
  path: string,
  permissions: readonly string[],
  handler: Handler,
  resource?: Route['resource'],
): Route {
  return {
    service,
    id: `cloudresourcemanager.${version}.${id}`,
    verb,
    path: `/${version}${path}`,
    permissions,
    handler,
    ...(resource && {resource}),
  };
}

function listPolicyRoutes(version: 'v1' | 'v3', collection: 'projects' | 'folders' | 'organizations'): Route[] {
  const resource: Route['resource'] = (params) => `${collection}/${params.id}`;
  const path = `/${collection}/{id}`;
  return [
    route(
      version,
      `${collection}.getIamPolicy`,
      'POST',
      `${path}:getIamPolicy`,
      [`resourcemanager.${collection}.getIamPolicy`],
      readIamPolicy,
      resource,
    ),
    route(
      version,
      `${collection}.setIamPolicy`,
      'POST',
      `${path}:setIamPolicy`,
      [`resourcemanager.${collection}.setIamPolicy`],
      writeIamPolicy,
      resource,
    ),
    route(
      version,
      `${collection}.testIamPermissions`,
      'POST',
      `${path}:testIamPermissions`,
      [],
      testIamPermissions,
      resource,
    ),
  ];
}

/** https://cloud.google.com/resource-manager/reference/rest */
export const resourceManagerRoutes: readonly Route[] = [
  route('v1', 'projects.create', 'POST', '/projects', [], createProject),
  route('v3', 'projects.create', 'POST', '/projects', [], createProject),
  route('v1', 'projects.list', 'GET', '/projects', [], listProjects),
  route('v3', 'projects.search', 'GET', '/projects:search', [], searchProjects),
  route('v1', 'projects.get', 'GET', '/projects/{project}', ['resourcemanager.projects.get'], readProject),
  route('v3', 'projects.get', 'GET', '/projects/{project}', ['resourcemanager.projects.get'], readProject),
  route('v1', 'projects.update', 'PUT', '/projects/{project}', ['resourcemanager.projects.update'], updateProject),
  route('v1', 'projects.delete', 'DELETE', '/projects/{project}', ['resourcemanager.projects.delete'], deleteProject),
  route('v3', 'projects.delete', 'DELETE', '/projects/{project}', ['resourcemanager.projects.delete'], deleteProject),
  route(
    'v1',
    'projects.undelete',
    'POST',
    '/projects/{project}:undelete',
    ['resourcemanager.projects.undelete'],
    restoreProject,
  ),
  ...listPolicyRoutes('v1', 'projects'),
  ...listPolicyRoutes('v3', 'projects'),
  ...listPolicyRoutes('v3', 'folders'),
  ...listPolicyRoutes('v1', 'organizations'),
  ...listPolicyRoutes('v3', 'organizations'),
  route(
    'v3',
    'folders.get',
    'GET',
    '/folders/{folder}',
    ['resourcemanager.folders.get'],
    readFolder,
    (params) => `folders/${params.folder}`,
  ),
  route(
    'v1',
    'organizations.get',
    'GET',
    '/organizations/{organization}',
    ['resourcemanager.organizations.get'],
    readOrganization,
    (params) => `organizations/${params.organization}`,
  ),
  route(
    'v3',
    'organizations.get',
    'GET',
    '/organizations/{organization}',
    ['resourcemanager.organizations.get'],
    readOrganization,
    (params) => `organizations/${params.organization}`,
  ),
  route('v1', 'organizations.search', 'POST', '/organizations:search', [], searchOrganizations),
  route('v3', 'organizations.search', 'GET', '/organizations:search', [], searchOrganizations),
  {
    ...route('v1', 'operations.get', 'GET', '/operations/{operation}', [], readProjectOperation),
    accepts: (params) => /^[cd]p\./.test(params.operation ?? ''),
  },
  route('v3', 'operations.get', 'GET', '/operations/{operation}', [], readProjectOperation),
];
