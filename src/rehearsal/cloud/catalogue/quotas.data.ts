/** Limits of a project in good standing; a world may set others. https://cloud.google.com/compute/resource-usage */
export const regionalQuotas: Readonly<Record<string, number>> = {
  CPUS: 2400,
  N2_CPUS: 2400,
  N2D_CPUS: 2400,
  E2_CPUS: 2400,
  C2_CPUS: 500,
  C3_CPUS: 500,
  T2D_CPUS: 500,
  A2_CPUS: 384,
  A3_CPUS: 208,
  A4_CPUS: 0,
  PREEMPTIBLE_CPUS: 2400,
  DISKS_TOTAL_GB: 204800,
  SSD_TOTAL_GB: 40960,
  LOCAL_SSD_TOTAL_GB: 40960,
  INSTANCES: 2400,
  IN_USE_ADDRESSES: 575,
  STATIC_ADDRESSES: 175,
  INSTANCE_GROUP_MANAGERS: 500,
  NVIDIA_T4_GPUS: 16,
  NVIDIA_P4_GPUS: 8,
  NVIDIA_P100_GPUS: 8,
  NVIDIA_V100_GPUS: 8,
  NVIDIA_K80_GPUS: 0,
  NVIDIA_L4_GPUS: 16,
  NVIDIA_A100_GPUS: 8,
  NVIDIA_A100_80GB_GPUS: 4,
  PREEMPTIBLE_NVIDIA_T4_GPUS: 16,
  PREEMPTIBLE_NVIDIA_P4_GPUS: 8,
  PREEMPTIBLE_NVIDIA_P100_GPUS: 8,
  PREEMPTIBLE_NVIDIA_V100_GPUS: 8,
  PREEMPTIBLE_NVIDIA_L4_GPUS: 16,
  PREEMPTIBLE_NVIDIA_A100_GPUS: 16,
  PREEMPTIBLE_NVIDIA_A100_80GB_GPUS: 8,
  PREEMPTIBLE_NVIDIA_H100_GPUS: 8,
  PREEMPTIBLE_NVIDIA_H100_MEGA_GPUS: 8,
  PREEMPTIBLE_NVIDIA_H200_GPUS: 0,
  PREEMPTIBLE_NVIDIA_B200_GPUS: 0,
  COMMITTED_NVIDIA_T4_GPUS: 0,
  COMMITTED_NVIDIA_L4_GPUS: 0,
  COMMITTED_NVIDIA_A100_GPUS: 0,
};

/** Limits that count over all regions; shown by `projects.get`. */
export const globalQuotas: Readonly<Record<string, number>> = {
  SNAPSHOTS: 10000,
  NETWORKS: 50,
  FIREWALLS: 500,
  IMAGES: 2000,
  STATIC_ADDRESSES: 21,
  IN_USE_ADDRESSES: 69,
  ROUTES: 500,
  ROUTERS: 40,
  SUBNETWORKS: 550,
  FORWARDING_RULES: 150,
  CPUS_ALL_REGIONS: 5000,
  GPUS_ALL_REGIONS: 32,
};

/** Cloud Quotas' GPU families in a region: https://cloud.google.com/docs/quotas/gpu-quota */
export const gpuFamilyQuotas: Readonly<Record<string, number>> = {
  NVIDIA_H100: 8,
  NVIDIA_H100_MEGA: 0,
  NVIDIA_H200: 0,
  NVIDIA_B200: 0,
};

/** Cloud Quotas' machine families in a region, for the series without a metric of their own: https://cloud.google.com/docs/quotas/terminology */
export const vmFamilyQuotas: Readonly<Record<string, number>> = {N4: 500, C4: 500};
