import type {InstallConfig} from '../../model/install-config.js';
import type {ClusterRef} from '../../model/ports/clusters.js';
import {isZone} from '../location.js';

export function selectClusterRef(config: InstallConfig): ClusterRef {
  return {project: config.project.id, location: config.location, name: config.cluster.name};
}

/** gcloud takes a zone and a region by different flags; the runbook gives a zone to `--region`, which gcloud refuses. */
export function formatLocationFlag(location: string): string {
  return `--${isZone(location) ? 'zone' : 'region'}=${location}`;
}
