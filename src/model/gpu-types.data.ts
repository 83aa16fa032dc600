import type {AcceleratorType} from './gpu-hosts.data.js';

/** What one GPU of a type holds, and which quota counts it. */
export interface GpuTypeFacts {
  /** As people say it: `T4`, `A100 40 GB`. */
  readonly name: string;
  readonly memoryGb: number;
  /** Metric of Compute Engine, with a `PREEMPTIBLE_` twin for spot machines. */
  readonly quotaMetric: string;
  /** `gpu_family` of Cloud Quotas, where on-demand GPUs of the type are counted there and not by the metric. */
  readonly family?: string;
}

/** https://cloud.google.com/compute/docs/gpus and https://cloud.google.com/docs/quotas/gpu-quota, read 2026-11. */
export const gpuTypes: Readonly<Record<AcceleratorType, GpuTypeFacts>> = {
  'nvidia-tesla-t4': {name: 'T4', memoryGb: 16, quotaMetric: 'NVIDIA_T4_GPUS'},
  'nvidia-tesla-p4': {name: 'P4', memoryGb: 8, quotaMetric: 'NVIDIA_P4_GPUS'},
  'nvidia-tesla-p100': {name: 'P100', memoryGb: 16, quotaMetric: 'NVIDIA_P100_GPUS'},
  'nvidia-tesla-v100': {name: 'V100', memoryGb: 16, quotaMetric: 'NVIDIA_V100_GPUS'},
  'nvidia-l4': {name: 'L4', memoryGb: 24, quotaMetric: 'NVIDIA_L4_GPUS'},
  'nvidia-tesla-a100': {name: 'A100 40 GB', memoryGb: 40, quotaMetric: 'NVIDIA_A100_GPUS'},
  'nvidia-a100-80gb': {name: 'A100 80 GB', memoryGb: 80, quotaMetric: 'NVIDIA_A100_80GB_GPUS'},
  'nvidia-h100-80gb': {name: 'H100', memoryGb: 80, quotaMetric: 'NVIDIA_H100_GPUS', family: 'NVIDIA_H100'},
  'nvidia-h100-mega-80gb': {
    name: 'H100 Mega',
    memoryGb: 80,
    quotaMetric: 'NVIDIA_H100_MEGA_GPUS',
    family: 'NVIDIA_H100_MEGA',
  },
  'nvidia-h200-141gb': {name: 'H200', memoryGb: 141, quotaMetric: 'NVIDIA_H200_GPUS', family: 'NVIDIA_H200'},
  'nvidia-b200': {name: 'B200', memoryGb: 180, quotaMetric: 'NVIDIA_B200_GPUS', family: 'NVIDIA_B200'},
};
