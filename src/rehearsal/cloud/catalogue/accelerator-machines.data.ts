/** Accelerators that come with a machine type: name → [accelerator, count, vCPU, GiB, quota metric]. */
export const acceleratorMachines: Readonly<
  Record<string, readonly [accelerator: string, count: number, cpus: number, gib: number, quotaMetric: string]>
> = {
  'a2-highgpu-1g': ['nvidia-tesla-a100', 1, 12, 85, 'A2_CPUS'],
  'a2-highgpu-2g': ['nvidia-tesla-a100', 2, 24, 170, 'A2_CPUS'],
  'a2-highgpu-4g': ['nvidia-tesla-a100', 4, 48, 340, 'A2_CPUS'],
  'a2-highgpu-8g': ['nvidia-tesla-a100', 8, 96, 680, 'A2_CPUS'],
  'a2-megagpu-16g': ['nvidia-tesla-a100', 16, 96, 1360, 'A2_CPUS'],
  'a2-ultragpu-1g': ['nvidia-a100-80gb', 1, 12, 170, 'A2_CPUS'],
  'a2-ultragpu-2g': ['nvidia-a100-80gb', 2, 24, 340, 'A2_CPUS'],
  'a2-ultragpu-4g': ['nvidia-a100-80gb', 4, 48, 680, 'A2_CPUS'],
  'a2-ultragpu-8g': ['nvidia-a100-80gb', 8, 96, 1360, 'A2_CPUS'],
  'g2-standard-4': ['nvidia-l4', 1, 4, 16, 'CPUS'],
  'g2-standard-8': ['nvidia-l4', 1, 8, 32, 'CPUS'],
  'g2-standard-12': ['nvidia-l4', 1, 12, 48, 'CPUS'],
  'g2-standard-16': ['nvidia-l4', 1, 16, 64, 'CPUS'],
  'g2-standard-24': ['nvidia-l4', 2, 24, 96, 'CPUS'],
  'g2-standard-32': ['nvidia-l4', 1, 32, 128, 'CPUS'],
  'g2-standard-48': ['nvidia-l4', 4, 48, 192, 'CPUS'],
  'g2-standard-96': ['nvidia-l4', 8, 96, 384, 'CPUS'],
  'a3-highgpu-1g': ['nvidia-h100-80gb', 1, 26, 234, 'A3_CPUS'],
  'a3-highgpu-2g': ['nvidia-h100-80gb', 2, 52, 468, 'A3_CPUS'],
  'a3-highgpu-4g': ['nvidia-h100-80gb', 4, 104, 936, 'A3_CPUS'],
  'a3-highgpu-8g': ['nvidia-h100-80gb', 8, 208, 1872, 'A3_CPUS'],
  'a3-megagpu-8g': ['nvidia-h100-mega-80gb', 8, 208, 1872, 'A3_CPUS'],
  'a3-ultragpu-8g': ['nvidia-h200-141gb', 8, 224, 2952, 'A3_CPUS'],
  'a4-highgpu-8g': ['nvidia-b200', 8, 224, 3968, 'A4_CPUS'],
};

/**
 * How many accelerators an N1 machine may carry and up to how many vCPU and GiB:
 * type → count → [vCPU, GiB]. https://cloud.google.com/compute/docs/gpus#n1-gpus, read 2026-11.
 */
export const attachableAccelerators: Readonly<
  Record<string, Readonly<Record<number, readonly [cpus: number, gib: number]>>>
> = {
  'nvidia-tesla-t4': {1: [48, 312], 2: [48, 312], 4: [96, 624]},
  'nvidia-tesla-p4': {1: [24, 156], 2: [48, 312], 4: [96, 624]},
  'nvidia-tesla-p100': {1: [16, 104], 2: [32, 208], 4: [96, 624]},
  'nvidia-tesla-v100': {1: [12, 78], 2: [24, 156], 4: [48, 312], 8: [96, 624]},
};

/** Machine types that are offered in fewer zones than their accelerator. */
export const machineZones: Readonly<Record<string, readonly string[]>> = {
  'a2-megagpu-16g': [
    'asia-southeast1-c',
    'europe-west4-a',
    'europe-west4-b',
    'us-central1-a',
    'us-central1-b',
    'us-central1-c',
    'us-central1-f',
  ],
};
