import type {CloudState} from '../cloud-state.js';
import {findProject} from '../resourcemanager/find-project.js';
import type {RouteMatch} from './match-route.js';

/** The project that a path means: by id, by number, or `-` for the one that the service account belongs to. */
function resolveProject(state: CloudState, named: string, account: string | undefined): string {
  if (named === '-' && account) return state.serviceAccounts[account]?.projectId ?? named;
  return findProject(state, named)?.projectId ?? named;
}

/** A match whose path parameters name projects by their ids. */
export function resolveParams(state: CloudState, match: RouteMatch): RouteMatch {
  const {project, id, account} = match.params;
  const isProjectId = match.route.path.includes('/projects/{id}');
  return {
    route: match.route,
    params: {
      ...match.params,
      ...(project && {project: resolveProject(state, project, account)}),
      ...(id && isProjectId && {id: resolveProject(state, id, undefined)}),
    },
  };
}
