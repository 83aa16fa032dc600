import type {protos} from '@google-cloud/container';
import type {ClusterRef, NodePools} from '../../model/ports/clusters.js';
import type {GoogleSession} from './google-session.js';
import {formatClusterName, openContainer, selectOperationName} from './open-container.js';
import {selectNodePoolBody} from './select-cluster-body.js';
import {callCloud} from './to-cloud-failure.js';

type Operation = protos.google.container.v1.IOperation;

const nameOf = (ref: ClusterRef, pool: string) => `${formatClusterName(ref)}/nodePools/${pool}`;

/** Node pools through GKE's REST transport; each call returns the name of an operation, which is polled by location. */
export function GcpNodePools(session: GoogleSession): NodePools {
  const gke = openContainer(session);
  const start = (action: string, call: () => Promise<readonly [Operation, ...unknown[]]>) =>
    callCloud(action, async () => selectOperationName(action, (await call())[0]));
  return {
    create: (ref, request) =>
      start('nodePools.create', async () =>
        (await gke()).createNodePool({parent: formatClusterName(ref), nodePool: selectNodePoolBody(request)}),
      ),
    setSize: (ref, pool, nodes) =>
      start('nodePools.setSize', async () =>
        (await gke()).setNodePoolSize({name: nameOf(ref, pool), nodeCount: nodes}),
      ),
    setAutoscaling: (ref, pool, {min, max}) =>
      start('nodePools.setAutoscaling', async () =>
        (await gke()).setNodePoolAutoscaling({
          name: nameOf(ref, pool),
          autoscaling: {enabled: true, minNodeCount: min, maxNodeCount: max},
        }),
      ),
    delete: (ref, pool) =>
      start('nodePools.delete', async () => (await gke()).deleteNodePool({name: nameOf(ref, pool)})),
  };
}
