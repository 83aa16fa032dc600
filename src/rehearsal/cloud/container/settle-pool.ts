import type {CloudContext} from '../cloud-context.js';
import type {Effect} from '../cloud-state.js';
import {applyPoolSize} from './apply-pool-size.js';
import type {ClusterState, PoolState} from './cluster-state.js';

/** How long GKE waits for machines that do not come before it gives up. */
const patienceMs = 35 * 60_000 + 4_000;

/** The error an operation ends with. */
export interface OperationFailure {
  readonly code: number;
  readonly message: string;
  readonly condition?: string;
}

/**
 * Makes the machines of a pool. Where some cannot be had, the operation goes on for 35 minutes, tries once
 * more and then fails; the pool stays, with what it got.
 */
export function settlePool(
  context: CloudContext,
  effect: Effect,
  cluster: ClusterState,
  pool: PoolState,
): OperationFailure | 'waiting' | undefined {
  const shortfall = applyPoolSize(context, cluster, pool);
  if (!shortfall) {
    pool.status = 'RUNNING';
    delete pool.conditions;
    return undefined;
  }
  if (!effect.hasWaited) {
    const operation = context.state.operations[String(effect.operation)];
    const timer = context.schedule(patienceMs, {...effect, hasWaited: true});
    if (operation) Object.assign(operation, {timer, dueMs: context.clock.now() + patienceMs});
    return 'waiting';
  }
  pool.status = 'RUNNING_WITH_ERROR';
  pool.conditions = [{code: shortfall.condition, message: shortfall.message, canonicalCode: 'RESOURCE_EXHAUSTED'}];
  return {code: 8, ...shortfall};
}
