import {regionOf} from '../catalogue/catalogue.js';
import type {CloudContext} from '../cloud-context.js';
import {findFamilyLimit} from '../cloudquotas/routes.js';
import {findLimit} from '../compute/check-quota.js';
import {countUsage} from '../compute/count-usage.js';
import {countReserved} from '../compute/reservations.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import type {Json} from '../json.js';
import {demandOfNode} from './list-node-demands.js';

interface Demand {
  readonly project: string;
  readonly location: string;
  readonly config: Json;
  readonly isPrivate: boolean;
  /** Nodes to be added. */
  readonly count: number;
}

function formatShortage(
  demand: Demand,
  scope: 'regional' | 'project',
  metric: string,
  needed: number,
  limit: number,
  usage: number,
): string {
  const decimal = (value: number) => `${value.toFixed(1)}`;
  return (
    `Insufficient ${scope} quota to satisfy request: resource "${metric}": request requires '${decimal(needed)}' and is short ` +
    `'${decimal(usage + needed - limit)}'. project has a quota of '${decimal(limit)}' with '${decimal(limit - usage)}' available. ` +
    `View and manage quotas at https://console.cloud.google.com/iam-admin/quotas?usage=USED&project=${demand.project}.`
  );
}

/** How GKE names what is short: a family of machines by the metric that counts all of them. */
const nameOf = (metric: string) => metric.replace(/^GPU_FAMILY:/, '').replace(/^VM_FAMILY:.*$/, 'CPUS_PER_VM_FAMILY');

/** The message of the first quota that more nodes would exceed, or undefined. */
export function findShortage(context: CloudContext, demand: Demand): string | undefined {
  const region = regionOf(demand.location);
  for (const [scope, place] of [
    ['regional', region],
    ['project', undefined],
  ] as const) {
    const amounts = demandOfNode(context, demand.config, !demand.isPrivate, !place);
    for (const [metric, amount] of Object.entries(amounts)) {
      const needed = amount * demand.count;
      const limit = metric.includes('_FAMILY:')
        ? findFamilyLimit(context, demand.project, region, metric)
        : findLimit(context, demand.project, place, metric);
      // Machines that take from a reservation were counted when it was made.
      const reserved = demand.config.spot ? 0 : countReserved(context, demand.project, place, metric);
      const usage = countUsage(context, demand.project, place, metric) - Math.min(reserved, needed);
      if (needed > 0 && usage + needed > limit)
        return formatShortage(demand, scope, nameOf(metric), needed, limit, usage);
    }
  }
  return undefined;
}

/** Refuses a request that needs more than the quotas leave, in GKE's words and with its 403. */
export function checkClusterQuota(context: CloudContext, demand: Demand): void {
  const shortage = findShortage(context, demand);
  if (shortage) throw new CloudRefusal(403, shortage);
}
