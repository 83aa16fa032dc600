import type {GpuPoolConfig, NodePoolConfig} from '../../model/install-config.js';
import type {NodePoolRequest} from '../../model/ports/clusters.js';

/** A pool without GPUs as GKE is asked for it. */
export function selectPoolRequest(pool: NodePoolConfig): NodePoolRequest {
  return {
    name: pool.name,
    machineType: pool.machineType,
    nodes: pool.nodes,
    autoscaling: pool.autoscaling,
    labels: pool.labels,
    taints: [],
    locations: [],
    diskSizeGb: pool.diskSizeGb,
    diskType: 'pd-balanced',
    isSpot: false,
  };
}

/** The runbook's taint value: `nvidia-tesla-t4` gives `gpu-t4`. */
export function selectGpuTaintValue(accelerator: string): string {
  return `gpu-${accelerator.replace(/^nvidia-(tesla-)?/, '')}`;
}

/** A GPU pool with the labels and the taint of the runbook's chapter on GPU pools. */
export function selectGpuPoolRequest(pool: GpuPoolConfig): NodePoolRequest {
  return {
    name: pool.name,
    machineType: pool.machineType,
    nodes: pool.nodes,
    autoscaling: pool.autoscaling,
    labels: {'hyperplane.dev/nodeType': pool.name, 'hub.jupyter.org/node-purpose': 'user'},
    taints: [{key: 'purpose', value: selectGpuTaintValue(pool.accelerator), effect: 'NO_SCHEDULE'}],
    accelerator: {type: pool.accelerator, count: pool.count},
    locations: pool.zones,
    diskSizeGb: pool.diskSizeGb,
    diskType: 'pd-balanced',
    isSpot: pool.spot,
  };
}
