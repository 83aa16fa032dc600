import type {EffectRunner} from '../cloud-context.js';
import type {Call, Reply} from '../http/call.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import type {Json} from '../json.js';
import {drawBetween} from '../operations/draw-between.js';
import {addNode} from './apply-pool-size.js';
import {applySet, selectIdlePool, startPoolChange} from './change-pool.js';
import type {ClusterState, NodeState, PoolState} from './cluster-state.js';
import {finishContainerOperation} from './container-operation.js';
import {declareNodes} from './declare-nodes.js';

/** Nodes made before the pool took its present version or configuration. */
function listOutdated(pool: PoolState, since: readonly string[]): NodeState[] {
  return pool.nodes.filter((node) => since.includes(node.name));
}

/**
 * One turn of a surge upgrade: a new node comes, then an old one goes, until none of the old is left.
 * https://cloud.google.com/kubernetes-engine/docs/concepts/node-pool-upgrade-strategies#surge
 */
export const stepNodeUpgrade: EffectRunner = async (context, effect) => {
  const cluster = context.state.clusters[String(effect.cluster)] as ClusterState | undefined;
  const pool = cluster?.pools.find((other) => other.name === effect.pool);
  const operation = context.state.operations[String(effect.operation)];
  if (!cluster || !pool || !operation) return;
  const old = (effect.old as readonly string[] | undefined) ?? pool.nodes.map((node) => node.name);
  const previousVersion = String(effect.previousVersion ?? pool.version);
  if (!effect.old) applySet(pool, effect.set as Json);
  const [next] = listOutdated(pool, old);
  const size = Object.values(pool.sizes).reduce((sum, one) => sum + one, 0);
  if (next && operation.status !== 'ABORTING') {
    if (pool.nodes.length > size) pool.nodes.splice(pool.nodes.indexOf(next), 1);
    else addNode(context, cluster, pool, next.zone);
    await declareNodes(context, cluster);
    operation.timer = context.schedule(drawBetween(context, 60_000, 110_000), {...effect, old, previousVersion});
    return;
  }
  if (next) pool.version = previousVersion;
  pool.status = 'RUNNING';
  cluster.status = 'RUNNING';
  const failure = next ? {code: 1, message: 'Operation was cancelled.'} : undefined;
  finishContainerOperation(context, String(effect.operation), failure);
};

/** `nodePools.rollback` of an upgrade that was cancelled halfway. */
export function rollBackPool(call: Call): Reply {
  const {cluster, pool} = selectIdlePool(call);
  if (pool.nodes.every((node) => node.version === pool.version)) {
    throw new CloudRefusal(400, 'Node pool does not have a failed or aborted upgrade to roll back.', {
      status: 'FAILED_PRECONDITION',
      reason: 'failedPrecondition',
    });
  }
  return startPoolChange(call, cluster, pool, {operationType: 'UPGRADE_NODES', delayMs: 30_000, set: {}});
}
