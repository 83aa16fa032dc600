import {globalQuotas, regionalQuotas} from '../catalogue/quotas.data.js';
import type {CloudContext} from '../cloud-context.js';
import {refuseQuota} from './compute-refusals.js';
import {countUsage} from './count-usage.js';

/** The limit of a metric in a region, or project-wide where `region` is left out. */
export function findLimit(context: CloudContext, project: string, region: string | undefined, metric: string): number {
  const own =
    context.state.quotaLimits[`${project}|${region ?? 'global'}|${metric}`] ??
    context.state.quotaLimits[`${project}|*|${metric}`];
  return own ?? (region ? regionalQuotas : globalQuotas)[metric] ?? 0;
}

/** Refuses where `amount` more of `metric` would exceed the limit. */
export function checkQuota(
  context: CloudContext,
  project: string,
  region: string | undefined,
  metric: string,
  amount: number,
): void {
  const limit = findLimit(context, project, region, metric);
  if (countUsage(context, project, region, metric) + amount > limit) throw refuseQuota(metric, limit, region);
}
