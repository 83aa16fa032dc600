import type {QuotaKey} from '../../model/quota-key.js';

/** Whether a limit counts GPUs. */
export function isGpuQuota(key: QuotaKey): boolean {
  return 'family' in key ? key.kind === 'gpu-family' : /GPUS(_ALL_REGIONS)?$/.test(key.metric);
}
