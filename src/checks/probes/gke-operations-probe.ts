import {selectClusterRef} from '../../model/cluster-ref.js';
import type {GkeOperation} from '../../model/ports/clusters.js';
import {findCluster} from './find-cluster.js';
import type {Probe} from './probe.js';

/** What GKE is doing on the plan's cluster right now; nothing where the cluster does not exist. */
export const gkeOperationsProbe: Probe<readonly GkeOperation[]> = {
  id: 'gke-operations',
  async collect(inputs) {
    if ((await findCluster(inputs)) === undefined) return [];
    return inputs.ports.clusters.operations.listRunning(selectClusterRef(inputs.config));
  },
};
