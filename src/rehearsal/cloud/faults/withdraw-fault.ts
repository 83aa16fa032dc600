import type {CloudContext} from '../cloud-context.js';
import {clusterPath, listClusterStates} from '../container/cluster-state.js';

/** Takes a fault back; pools that lacked machines because of it get them, as a managed instance group keeps trying. */
export function withdrawFault(context: CloudContext, id: string): void {
  const known = context.state.faults[id];
  delete context.state.faults[id];
  if (known?.fault.kind !== 'stockout') return;
  for (const cluster of listClusterStates(context)) {
    for (const pool of cluster.pools.filter(({status}) => status === 'RUNNING_WITH_ERROR')) {
      const path = clusterPath(cluster.projectId, cluster.location, cluster.name);
      context.schedule(60_000, {type: 'container.poolScaled', cluster: path, pool: pool.name});
    }
  }
}
