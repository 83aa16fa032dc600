import type {CloudState, ProjectState} from '../cloud-state.js';

/** The project of that id or number, soft-deleted ones included. */
export function findProject(state: CloudState, idOrNumber: string): ProjectState | undefined {
  const known = state.projects[idOrNumber];
  if (known || !/^\d+$/.test(idOrNumber)) return known;
  return Object.values(state.projects).find((project) => project.projectNumber === idOrNumber);
}
