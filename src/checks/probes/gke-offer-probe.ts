import type {ServerVersions} from '../../model/ports/clusters.js';
import {requireProject} from './is-project-to-create.js';
import type {Probe} from './probe.js';

/** Versions that GKE offers at the plan's location. */
export const gkeOfferProbe: Probe<ServerVersions> = {
  id: 'gke-offer',
  async collect({ports, config}) {
    await requireProject(ports, config);
    return ports.clusters.fetchVersions(config.project.id, config.location);
  },
};
