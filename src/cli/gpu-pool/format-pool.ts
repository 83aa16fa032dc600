import type {AcceleratorType} from '../../model/gpu-hosts.data.js';
import {gpuTypes} from '../../model/gpu-types.data.js';
import type {GpuPoolConfig} from '../../model/install-config.js';
import {formatUsualTaint} from '../../model/node-taint.js';

/** `4 × T4 on n1-standard-16, 0 to 2 nodes in northamerica-northeast1-c, spot`. */
export function formatPool(pool: GpuPoolConfig): string {
  const {accelerator, count, machineType, autoscaling, zones, spot, reservation} = pool;
  const gpu = gpuTypes[accelerator as AcceleratorType]?.name ?? accelerator;
  const how = spot ? ', spot' : reservation === undefined ? '' : `, from reservation ${reservation}`;
  return `${count} × ${gpu} on ${machineType}, ${autoscaling.min} to ${autoscaling.max} nodes in ${zones.join(', ')}${how}`;
}

/** What workloads have to say to run there. */
export function formatToleration(pool: GpuPoolConfig): string {
  return `${(pool.taints ?? [formatUsualTaint(pool.accelerator)]).join(', ')}; nodeSelector hyperplane.dev/nodeType: ${pool.name}`;
}
