import {selectRegion} from './location.js';
import type {InstanceState} from './ports/compute.js';
import type {FamilyQuotaState, QuotaState} from './ports/quotas.js';
import {selectGpuQuota} from './quota-key.js';

/** What is known of limits and of what uses them; undefined is not known. */
export interface GpuQuotaFacts {
  readonly regions: ReadonlyArray<{readonly region: string; readonly quotas: readonly QuotaState[]}> | undefined;
  readonly families: readonly FamilyQuotaState[] | undefined;
  readonly instances: readonly InstanceState[] | undefined;
}

/**
 * GPUs of a type that a region's limit leaves; undefined where it cannot be told. Machines that `isOwn` names count as
 * not there: what a pool has already is its own.
 */
export function selectGpuQuotaLeft(
  wish: {readonly accelerator: string; readonly isSpot: boolean; readonly region: string},
  {regions, families, instances}: GpuQuotaFacts,
  isOwn: (instance: InstanceState) => boolean = () => false,
): number | undefined {
  const {accelerator, isSpot, region} = wish;
  const key = selectGpuQuota(accelerator, isSpot);
  if (key === undefined) return undefined;
  const countGpus = (isCounted: (instance: InstanceState) => boolean) =>
    (instances ?? [])
      .filter((instance) => selectRegion(instance.zone) === region && isCounted(instance))
      .reduce((sum, instance) => sum + (instance.accelerator?.count ?? 0), 0);
  if ('family' in key) {
    const limit = families?.find((one) => one.region === region && one.family === key.family)?.limit;
    // Cloud Quotas tells no usage: it is counted from the machines that stand.
    const isCounted = (instance: InstanceState) =>
      !instance.isSpot && instance.accelerator?.type === accelerator && !isOwn(instance);
    return limit === undefined || instances === undefined ? undefined : Math.max(0, limit - countGpus(isCounted));
  }
  const {metric} = key;
  const quota = regions?.find((one) => one.region === region)?.quotas.find((one) => one.metric === metric);
  return quota === undefined ? undefined : Math.max(0, quota.limit - quota.usage + countGpus(isOwn));
}
