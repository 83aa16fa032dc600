/** The first version whose nodes get the GPU driver from GKE. https://cloud.google.com/kubernetes-engine/docs/how-to/gpus#create-gpu-pool-auto-drivers */
const firstWithDriver = [1, 27, 2, 1200] as const;

/** Whether GKE itself installs the driver on nodes of a version; before that a DaemonSet does. */
export function isDriverInstalledByGke(version: string): boolean {
  const parts = version
    .split(/[^0-9]+/)
    .filter((part) => part !== '')
    .map(Number);
  // A version without its patch stands for the newest of its minor.
  for (const [index, least] of firstWithDriver.entries()) {
    const part = parts[index] ?? Number.POSITIVE_INFINITY;
    if (part !== least) return part > least;
  }
  return true;
}
