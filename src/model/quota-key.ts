import type {AcceleratorType} from './gpu-hosts.data.js';
import {gpuTypes} from './gpu-types.data.js';

/** One limit: a metric of Compute Engine in a region or over all of them, or one family of Cloud Quotas in a region. */
export type QuotaKey =
  | {readonly kind: 'regional' | 'global'; readonly metric: string}
  | {readonly kind: 'vm-family' | 'gpu-family'; readonly family: string};

/** How the limit is called in findings: `N2_CPUS`, `CPUS_ALL_REGIONS`, `vm_family N4`. */
export function formatQuotaKey(key: QuotaKey): string {
  switch (key.kind) {
    case 'vm-family':
      return `vm_family ${key.family}`;
    case 'gpu-family':
      return `gpu_family ${key.family}`;
    default:
      return key.metric;
  }
}

/** Series with a metric of their own. https://cloud.google.com/compute/resource-usage */
const ownMetric = ['n2', 'n2d', 'c2', 'c2d', 'c3', 't2d', 't2a', 'm1', 'm2', 'm3', 'a2', 'a3', 'a4'];

/** Series that the metric CPUS counts together; G2 machines among them. */
const common = ['e2', 'n1', 'f1', 'g1', 'g2'];

/** What counts the vCPUs of a machine type: the newer series are families of Cloud Quotas. */
export function selectCpuQuota(machineType: string, isSpot: boolean): QuotaKey {
  const series = machineType.split('-')[0] ?? '';
  if (isSpot) return {kind: 'regional', metric: 'PREEMPTIBLE_CPUS'};
  if (common.includes(series)) return {kind: 'regional', metric: 'CPUS'};
  if (ownMetric.includes(series)) return {kind: 'regional', metric: `${series.toUpperCase()}_CPUS`};
  return {kind: 'vm-family', family: series.toUpperCase()};
}

/** What counts the GPUs of a type in a region; undefined for a type that is not known. */
export function selectGpuQuota(accelerator: string, isSpot: boolean): QuotaKey | undefined {
  const facts = gpuTypes[accelerator as AcceleratorType];
  if (facts === undefined) return undefined;
  if (isSpot) return {kind: 'regional', metric: `PREEMPTIBLE_${facts.quotaMetric}`};
  if (facts.family !== undefined) return {kind: 'gpu-family', family: facts.family};
  return {kind: 'regional', metric: facts.quotaMetric};
}

/** Name and dimensions under which Cloud Quotas takes a wish for more. https://cloud.google.com/docs/quotas/gcloud-cli-examples */
function selectPreference(key: QuotaKey, region: string): {readonly quotaId: string; readonly dimensions: string} {
  switch (key.kind) {
    case 'vm-family':
      return {
        quotaId: 'CPUS-PER-VM-FAMILY-per-project-region',
        dimensions: `region=${region},vm_family=${key.family}`,
      };
    case 'gpu-family':
      return {
        quotaId: 'GPUS-PER-GPU-FAMILY-per-project-region',
        dimensions: `region=${region},gpu_family=${key.family}`,
      };
    case 'global':
      return {quotaId: `${key.metric.replaceAll('_', '-')}-per-project`, dimensions: ''};
    case 'regional':
      return {quotaId: `${key.metric.replaceAll('_', '-')}-per-project-region`, dimensions: `region=${region}`};
  }
}

/** The command that asks Google for a higher limit. */
export function formatQuotaRequest(key: QuotaKey, project: string, region: string, wanted: number): string {
  const {quotaId, dimensions} = selectPreference(key, region);
  const where = dimensions === '' ? '' : ` --dimensions=${dimensions}`;
  return `gcloud beta quotas preferences create --service=compute.googleapis.com --project=${project} --quota-id=${quotaId} --preferred-value=${wanted}${where}`;
}

/** The command that shows limit and, where Google tells it, usage. */
export function formatQuotaEvidence(key: QuotaKey, project: string, region: string): string {
  switch (key.kind) {
    case 'regional':
      return `gcloud compute regions describe ${region} --project=${project} --flatten=quotas --filter=quotas.metric=${key.metric} --format="table(quotas.metric,quotas.limit,quotas.usage)"`;
    case 'global':
      return `gcloud compute project-info describe --project=${project} --flatten=quotas --filter=quotas.metric=${key.metric} --format="table(quotas.metric,quotas.limit,quotas.usage)"`;
    default:
      return `gcloud beta quotas info describe ${selectPreference(key, region).quotaId} --service=compute.googleapis.com --project=${project}`;
  }
}
