/** One series of machine types: vCPU counts, GiB for each vCPU, and where it is offered. */
export interface MachineFamily {
  readonly name: string;
  readonly cpus: readonly number[];
  readonly gibPerCpu: number;
  /** Metric that counts its vCPUs, or `VM_FAMILY:` with the family that Cloud Quotas counts; `CPUS` counts several. */
  readonly quotaMetric: string;
  /** Only zones with these names or of regions with these names; everywhere where left out. */
  readonly locations?: readonly string[];
  /** Unknown to the catalogue of 2023-12. */
  readonly isSince2024?: boolean;
  readonly withoutPersistentDisk?: boolean;
}

/** https://cloud.google.com/compute/docs/general-purpose-machines and its siblings, read 2026-11. */
export const machineFamilies: readonly MachineFamily[] = [
  {name: 'e2-standard', cpus: [2, 4, 8, 16, 32], gibPerCpu: 4, quotaMetric: 'CPUS'},
  {name: 'e2-highmem', cpus: [2, 4, 8, 16], gibPerCpu: 8, quotaMetric: 'CPUS'},
  {name: 'e2-highcpu', cpus: [2, 4, 8, 16, 32], gibPerCpu: 1, quotaMetric: 'CPUS'},
  {name: 'n1-standard', cpus: [1, 2, 4, 8, 16, 32, 64, 96], gibPerCpu: 3.75, quotaMetric: 'CPUS'},
  {name: 'n1-highmem', cpus: [2, 4, 8, 16, 32, 64, 96], gibPerCpu: 6.5, quotaMetric: 'CPUS'},
  {name: 'n1-highcpu', cpus: [2, 4, 8, 16, 32, 64, 96], gibPerCpu: 0.9, quotaMetric: 'CPUS'},
  {name: 'n2-standard', cpus: [2, 4, 8, 16, 32, 48, 64, 80, 96, 128], gibPerCpu: 4, quotaMetric: 'N2_CPUS'},
  {name: 'n2-highmem', cpus: [2, 4, 8, 16, 32, 48, 64, 80, 96, 128], gibPerCpu: 8, quotaMetric: 'N2_CPUS'},
  {name: 'n2-highcpu', cpus: [2, 4, 8, 16, 32, 48, 64, 80, 96], gibPerCpu: 1, quotaMetric: 'N2_CPUS'},
  {name: 'n2d-standard', cpus: [2, 4, 8, 16, 32, 48, 64, 80, 96, 128, 224], gibPerCpu: 4, quotaMetric: 'N2D_CPUS'},
  {name: 'n2d-highmem', cpus: [2, 4, 8, 16, 32, 48, 64, 80, 96], gibPerCpu: 8, quotaMetric: 'N2D_CPUS'},
  {name: 't2d-standard', cpus: [1, 2, 4, 8, 16, 32, 48, 60], gibPerCpu: 4, quotaMetric: 'T2D_CPUS'},
  {name: 'c2-standard', cpus: [4, 8, 16, 30, 60], gibPerCpu: 4, quotaMetric: 'C2_CPUS'},
  {
    name: 'c3-standard',
    cpus: [4, 8, 22, 44, 88, 176],
    gibPerCpu: 4,
    quotaMetric: 'C3_CPUS',
    locations: ['us-central1', 'us-east1', 'us-east4', 'us-west1', 'europe-west1', 'europe-west4', 'asia-southeast1'],
  },
  {
    name: 'n4-standard',
    cpus: [2, 4, 8, 16, 32, 48, 64, 80],
    gibPerCpu: 4,
    quotaMetric: 'VM_FAMILY:N4',
    isSince2024: true,
    withoutPersistentDisk: true,
  },
  {
    name: 'n4-highmem',
    cpus: [2, 4, 8, 16, 32, 48, 64, 80],
    gibPerCpu: 8,
    quotaMetric: 'VM_FAMILY:N4',
    isSince2024: true,
    withoutPersistentDisk: true,
  },
  {
    name: 'c4-standard',
    cpus: [2, 4, 8, 16, 32, 48, 96, 192],
    gibPerCpu: 3.75,
    quotaMetric: 'VM_FAMILY:C4',
    isSince2024: true,
    withoutPersistentDisk: true,
  },
];

/** Machine types that follow no series: name → [vCPU, GiB, quota metric]. */
export const singleMachines: Readonly<Record<string, readonly [cpus: number, gib: number, quotaMetric: string]>> = {
  'e2-micro': [2, 1, 'CPUS'],
  'e2-small': [2, 2, 'CPUS'],
  'e2-medium': [2, 4, 'CPUS'],
  'f1-micro': [1, 0.6, 'CPUS'],
  'g1-small': [1, 1.7, 'CPUS'],
};
