import type {InstallConfig} from './install-config.js';
import {isZone} from './location.js';
import type {ClusterRef} from './ports/clusters.js';

export function selectClusterRef(config: InstallConfig): ClusterRef {
  return {project: config.project.id, location: config.location, name: config.cluster.name};
}

/** gcloud takes a zone and a region by different flags; the runbook gives a zone to `--region`, which gcloud refuses. */
export function formatLocationFlag(location: string): string {
  return `--${isZone(location) ? 'zone' : 'region'}=${location}`;
}
