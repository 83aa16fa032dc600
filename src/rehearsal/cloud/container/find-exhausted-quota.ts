import {regionOf} from '../catalogue/catalogue.js';
import type {CloudContext} from '../cloud-context.js';
import {findLimit} from '../compute/check-quota.js';
import {countUsage} from '../compute/count-usage.js';
import type {ClusterState, PoolState} from './cluster-state.js';
import {demandOfNode} from './list-node-demands.js';

/**
 * The quota that leaves no room for one more machine of a pool, in Compute Engine's words. Machines that are
 * wanted but not made yet are counted as used already, so they are taken off first.
 */
export function findExhaustedQuota(context: CloudContext, cluster: ClusterState, pool: PoolState): string | undefined {
  const region = regionOf(cluster.location);
  const isPrivate = Boolean(cluster.request.privateClusterConfig?.enablePrivateNodes);
  const missing = Object.values(pool.sizes).reduce((sum, size) => sum + size, 0) - pool.nodes.length;
  for (const place of [region, undefined]) {
    for (const [metric, amount] of Object.entries(demandOfNode(context, pool.config, !isPrivate, !place))) {
      if (amount === 0 || metric.includes('_FAMILY:')) continue;
      const limit = findLimit(context, cluster.projectId, place, metric);
      const usage = countUsage(context, cluster.projectId, place, metric) - Math.max(0, missing) * amount;
      if (usage + amount <= limit) continue;
      return `Quota '${metric}' exceeded.  Limit: ${limit.toFixed(1)}${place ? ` in region ${place}.` : ' globally.'}`;
    }
  }
  return undefined;
}
