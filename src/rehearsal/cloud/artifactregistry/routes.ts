import type {Handler, Route, Verb} from '../http/call.js';
import {
  createRepository,
  deleteRepository,
  listRepositories,
  patchRepository,
  readRegistryOperation,
  readRepository,
} from './repository-methods.js';

const place = '/<v1|v1beta2>/projects/{project}/locations/{location}';
const repositories = `${place}/repositories`;
const repository = `${repositories}/{repository}`;

function route(id: string, verb: Verb, path: string, permissions: readonly string[], handler: Handler): Route {
  return {
    service: 'artifactregistry.googleapis.com',
    id: `artifactregistry.projects.locations.${id}`,
    verb,
    path,
    permissions,
    handler,
  };
}

/** https://cloud.google.com/artifact-registry/docs/reference/rest */
export const artifactRegistryRoutes: readonly Route[] = [
  route('repositories.list', 'GET', repositories, ['artifactregistry.repositories.list'], listRepositories),
  route('repositories.create', 'POST', repositories, ['artifactregistry.repositories.create'], createRepository),
  route('repositories.get', 'GET', repository, ['artifactregistry.repositories.get'], readRepository),
  route('repositories.patch', 'PATCH', repository, ['artifactregistry.repositories.update'], patchRepository),
  route('repositories.delete', 'DELETE', repository, ['artifactregistry.repositories.delete'], deleteRepository),
  {
    ...route('operations.get', 'GET', `${place}/operations/{operation}`, [], readRegistryOperation),
    accepts: (params) => !(params.operation ?? '').startsWith('operation-'),
  },
];
