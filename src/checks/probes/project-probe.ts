import type {ProjectState} from '../../model/ports/projects.js';
import type {Probe} from './probe.js';

/** The project as it stands; null where there is none, or none that may be seen. */
export const projectProbe: Probe<ProjectState | null> = {
  id: 'project',
  collect: async ({config, ports}) => (await ports.projects.get(config.project.id)) ?? null,
};
