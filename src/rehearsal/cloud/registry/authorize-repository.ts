import type {CloudContext} from '../cloud-context.js';
import {findProject} from '../resourcemanager/find-project.js';
import {isPublicRegistry} from './public-images.js';
import {RegistryRefusal} from './registry-refusal.js';

/** The repository of Artifact Registry that an image's path lies in; undefined for other registries. */
export function findOwner(repository: string): {readonly project: string; readonly name: string} | undefined {
  const [host = '', project = '', name = ''] = repository.split('/');
  const location = /^([a-z0-9-]+)-docker\.pkg\.dev$/.exec(host)?.[1];
  if (location === undefined) return undefined;
  return {project, name: `projects/${project}/locations/${location}/repositories/${name}`};
}

/**
 * Lets a caller read or write a repository, as the permissions of Artifact Registry decide.
 * https://cloud.google.com/artifact-registry/docs/access-control
 */
export function authorizeRepository(
  context: CloudContext,
  repository: string,
  email: string,
  verb: 'download' | 'upload',
): void {
  const owner = findOwner(repository);
  if (owner === undefined) {
    if (verb === 'download' && isPublicRegistry(repository.split('/')[0] ?? '')) return;
    throw new RegistryRefusal(
      verb === 'upload' ? 401 : 404,
      verb === 'upload' ? 'UNAUTHORIZED' : 'NAME_UNKNOWN',
      'requested access to the resource is denied',
    );
  }
  const permission = `artifactregistry.repositories.${verb}Artifacts`;
  const project = findProject(context.state, owner.project);
  const service = context.state.services[project?.projectId ?? '']?.['artifactregistry.googleapis.com'];
  if (project !== undefined && service?.state !== 'ENABLED')
    throw new RegistryRefusal(
      403,
      'DENIED',
      `Artifact Registry API has not been used in project ${project.projectNumber} before or it is disabled.`,
    );
  if (email === '')
    throw new RegistryRefusal(
      403,
      'DENIED',
      `Unauthenticated request. Unauthenticated requests do not have permission "${permission}" on resource "${owner.name}" (or it may not exist)`,
    );
  if (project === undefined || !context.access.decide(email, permission, owner.name))
    throw new RegistryRefusal(
      403,
      'DENIED',
      `Permission "${permission}" denied on resource "${owner.name}" (or it may not exist)`,
    );
  if (context.state.repositories[owner.name]?.format !== 'DOCKER')
    throw new RegistryRefusal(404, 'NAME_UNKNOWN', `Repository "${owner.name.split('/').at(-1)}" not found`);
}
