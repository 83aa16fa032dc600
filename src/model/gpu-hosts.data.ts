/** Types that GKE's node pools take. https://cloud.google.com/compute/docs/gpus, read 2026-11. */
export const acceleratorTypes = [
  'nvidia-tesla-t4',
  'nvidia-tesla-p4',
  'nvidia-tesla-p100',
  'nvidia-tesla-v100',
  'nvidia-l4',
  'nvidia-tesla-a100',
  'nvidia-a100-80gb',
  'nvidia-h100-80gb',
  'nvidia-h100-mega-80gb',
  'nvidia-h200-141gb',
  'nvidia-b200',
] as const;

export type AcceleratorType = (typeof acceleratorTypes)[number];

/**
 * Accelerators that are attached to N1 machines: count → most vCPUs.
 * https://cloud.google.com/compute/docs/gpus#n1-gpus, read 2026-11.
 */
export const attachedAccelerators: Readonly<Partial<Record<AcceleratorType, Readonly<Record<number, number>>>>> = {
  'nvidia-tesla-t4': {1: 48, 2: 48, 4: 96},
  'nvidia-tesla-p4': {1: 24, 2: 48, 4: 96},
  'nvidia-tesla-p100': {1: 16, 2: 32, 4: 96},
  'nvidia-tesla-v100': {1: 12, 2: 24, 4: 48, 8: 96},
};

/**
 * Accelerators that are built into machine types: machine type → how many.
 * https://cloud.google.com/compute/docs/accelerator-optimized-machines, read 2026-11.
 */
export const builtInAccelerators: Readonly<Partial<Record<AcceleratorType, Readonly<Record<string, number>>>>> = {
  'nvidia-l4': {
    'g2-standard-4': 1,
    'g2-standard-8': 1,
    'g2-standard-12': 1,
    'g2-standard-16': 1,
    'g2-standard-32': 1,
    'g2-standard-24': 2,
    'g2-standard-48': 4,
    'g2-standard-96': 8,
  },
  'nvidia-tesla-a100': {
    'a2-highgpu-1g': 1,
    'a2-highgpu-2g': 2,
    'a2-highgpu-4g': 4,
    'a2-highgpu-8g': 8,
    'a2-megagpu-16g': 16,
  },
  'nvidia-a100-80gb': {'a2-ultragpu-1g': 1, 'a2-ultragpu-2g': 2, 'a2-ultragpu-4g': 4, 'a2-ultragpu-8g': 8},
  'nvidia-h100-80gb': {'a3-highgpu-1g': 1, 'a3-highgpu-2g': 2, 'a3-highgpu-4g': 4, 'a3-highgpu-8g': 8},
  'nvidia-h100-mega-80gb': {'a3-megagpu-8g': 8},
  'nvidia-h200-141gb': {'a3-ultragpu-8g': 8},
  'nvidia-b200': {'a4-highgpu-8g': 8},
};
