/** The part of a container that asks for devices. */
export interface DeviceContainer {
  readonly resources?: {readonly limits?: Readonly<Record<string, string | number>>};
}

/** GPUs that a container asks for: it sees these and no others. https://cloud.google.com/kubernetes-engine/docs/how-to/gpus#pods_gpus */
export function requestedGpus({resources}: DeviceContainer): number {
  return Number(resources?.limits?.['nvidia.com/gpu'] ?? 0);
}
