import type {container_v1} from '@googleapis/container';
import type {ClusterRef, NodePools} from '../../model/ports/clusters.js';
import type {GoogleSession} from './google-session.js';
import {formatClusterName, openContainer, selectOperationName} from './open-container.js';
import {selectNodePoolBody} from './select-cluster-body.js';
import {callCloud} from './to-cloud-failure.js';

type Pools = container_v1.Resource$Projects$Locations$Clusters$Nodepools;

/** What a start answers with. */
interface Started {
  readonly data: container_v1.Schema$Operation;
}

const nameOf = (ref: ClusterRef, pool: string) => `${formatClusterName(ref)}/nodePools/${pool}`;

/** Node pools through GKE's REST API; each call returns the name of an operation, which is polled by location. */
export function GcpNodePools(session: GoogleSession): NodePools {
  const start = (action: string, call: (pools: Pools) => Promise<Started>) =>
    callCloud(action, async () => {
      const {clusters} = await openContainer(session);
      return selectOperationName(action, (await call(clusters.nodePools)).data);
    });
  return {
    create: (ref, request) =>
      start('nodePools.create', (pools) =>
        pools.create({parent: formatClusterName(ref), requestBody: {nodePool: selectNodePoolBody(request)}}),
      ),
    setSize: (ref, pool, nodes) =>
      start('nodePools.setSize', (pools) => pools.setSize({name: nameOf(ref, pool), requestBody: {nodeCount: nodes}})),
    setAutoscaling: (ref, pool, {min, max}) =>
      start('nodePools.setAutoscaling', (pools) =>
        pools.setAutoscaling({
          name: nameOf(ref, pool),
          requestBody: {autoscaling: {enabled: true, minNodeCount: min, maxNodeCount: max}},
        }),
      ),
    delete: (ref, pool) => start('nodePools.delete', (pools) => pools.delete({name: nameOf(ref, pool)})),
  };
}
