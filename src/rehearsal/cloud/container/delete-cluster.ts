import type {EffectRunner} from '../cloud-context.js';
import type {Call, Reply} from '../http/call.js';
import {drawBetween} from '../operations/draw-between.js';
import {setClusterAttachments} from '../side/cluster-disks.js';
import {deleteClusterFirewalls} from './cluster-firewalls.js';
import {removeClusterRanges} from './cluster-ranges.js';
import type {ClusterState} from './cluster-state.js';
import {checkIdle, finishContainerOperation, replyOperation, startContainerOperation} from './container-operation.js';
import {declareNodes} from './declare-nodes.js';
import {clusterOf} from './read-methods.js';

/** `clusters.delete`. */
export function deleteCluster(call: Call): Reply {
  const cluster = clusterOf(call);
  checkIdle(call.context, cluster);
  cluster.status = 'STOPPING';
  const delayMs = drawBetween(call.context, 180_000, 300_000);
  return replyOperation(
    call,
    startContainerOperation(call.context, cluster, {
      operationType: 'DELETE_CLUSTER',
      delayMs,
      effect: {type: 'container.clusterDeleted'},
    }),
  );
}

/** Ends a deletion; forwarding rules and firewall rules of load balancers stay behind, as they do in truth. */
export const finishClusterDeletion: EffectRunner = async (context, effect) => {
  const cluster = context.state.clusters[String(effect.cluster)] as ClusterState | undefined;
  if (!cluster) return;
  cluster.pools = [];
  await declareNodes(context, cluster);
  await context.controlPlanes.delete(cluster.uid);
  deleteClusterFirewalls(context, cluster);
  removeClusterRanges(context, cluster);
  setClusterAttachments(context, cluster.uid, []);
  delete context.state.clusters[String(effect.cluster)];
  finishContainerOperation(context, String(effect.operation));
};
