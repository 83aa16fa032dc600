import {CloudFailure} from '../../model/cloud-failure.js';
import {selectClusterRef} from '../../model/cluster-ref.js';
import type {ClusterState} from '../../model/ports/clusters.js';
import {isProjectToCreate} from './is-project-to-create.js';
import type {ProbeInputs} from './probe.js';

/** The plan's cluster; undefined where it does not exist, be it for want of its project or of the Kubernetes API. */
export async function findCluster({ports, config}: ProbeInputs): Promise<ClusterState | undefined> {
  if (await isProjectToCreate(ports, config)) return undefined;
  try {
    return await ports.clusters.get(selectClusterRef(config));
  } catch (error) {
    const isToEnable = error instanceof CloudFailure && error.kind === 'service-disabled';
    if (isToEnable && config.cluster.mode === 'create') return undefined;
    throw error;
  }
}
