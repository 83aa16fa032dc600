import {selectClusterRef} from '../../model/cluster-ref.js';
import type {ClusterRef, ClusterState} from '../../model/ports/clusters.js';
import {findCluster} from './find-cluster.js';
import type {Probe} from './probe.js';

/** A cluster without what only its clients need. */
export interface ClusterFact extends Omit<ClusterState, 'caCertificate'> {
  readonly ref: ClusterRef;
}

/** The plan's cluster as it stands; null where it does not exist. */
export const clusterProbe: Probe<ClusterFact | null> = {
  id: 'cluster',
  async collect(inputs) {
    const cluster = await findCluster(inputs);
    if (cluster === undefined) return null;
    const {caCertificate: _, ...fact} = cluster;
    return {ref: selectClusterRef(inputs.config), ...fact};
  },
};
