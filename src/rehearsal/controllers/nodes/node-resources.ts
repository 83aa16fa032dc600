import type {NodeSpec} from '../../seams/control-planes.js';
import {formatCpu} from '../core/quantity.js';

/** Share of each stretch of cores that GKE keeps for itself. https://cloud.google.com/kubernetes-engine/docs/concepts/plan-node-sizes */
const cpuReservations: ReadonlyArray<readonly [cores: number, share: number]> = [
  [1, 0.06],
  [1, 0.01],
  [2, 0.005],
  [Number.POSITIVE_INFINITY, 0.0025],
];
/** The same for stretches of memory, in MiB. */
const memoryReservations: ReadonlyArray<readonly [mebibytes: number, share: number]> = [
  [4096, 0.25],
  [4096, 0.2],
  [8192, 0.1],
  [114_688, 0.06],
  [Number.POSITIVE_INFINITY, 0.02],
];
const evictionMib = 100;
/** What firmware and kernel keep of a machine's memory before Linux counts it. */
const kernelShare = 0.018;

/** `status.capacity` and `status.allocatable` of a node. */
export function formatNodeResources({
  cpus,
  memoryMib,
  gpu,
  bootDiskGb,
}: Pick<NodeSpec, 'cpus' | 'memoryMib' | 'gpu' | 'bootDiskGb'>) {
  const visibleKib = Math.floor(memoryMib * (1 - kernelShare)) * 1024;
  const reservedMib = Math.ceil(reserve(memoryMib, memoryReservations)) + evictionMib;
  const diskKib = Math.floor(bootDiskGb * 0.94) * 1024 * 1024;
  const diskReservedBytes =
    Math.min(0.5 * diskKib, 6 * 1024 * 1024 + 0.35 * diskKib, 100 * 1024 * 1024) * 1024 + 0.1 * diskKib * 1024;
  const extended = {'hugepages-1Gi': '0', 'hugepages-2Mi': '0', ...(gpu ? {'nvidia.com/gpu': String(gpu.count)} : {})};
  return {
    capacity: {
      cpu: String(cpus),
      'ephemeral-storage': `${diskKib}Ki`,
      ...extended,
      memory: `${visibleKib}Ki`,
      pods: '110',
    },
    allocatable: {
      cpu: formatCpu(cpus - reserve(cpus, cpuReservations)),
      'ephemeral-storage': String(Math.floor(diskKib * 1024 - diskReservedBytes)),
      ...extended,
      memory: `${visibleKib - reservedMib * 1024}Ki`,
      pods: '110',
    },
  };
}

function reserve(total: number, stretches: ReadonlyArray<readonly [number, number]>): number {
  let rest = total;
  let reserved = 0;
  for (const [size, share] of stretches) {
    const part = Math.min(rest, size);
    reserved += part * share;
    rest -= part;
  }
  return reserved;
}
