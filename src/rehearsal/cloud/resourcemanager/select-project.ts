import type {CloudContext} from '../cloud-context.js';
import type {ProjectState} from '../cloud-state.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import {findProject} from './find-project.js';

/** The project of a path; one that is unknown is refused as if it belonged to somebody else. */
export function selectProject(context: CloudContext, idOrNumber: string): ProjectState {
  const project = findProject(context.state, idOrNumber);
  if (project) return project;
  throw new CloudRefusal(403, 'The caller does not have permission', {reason: ''});
}
