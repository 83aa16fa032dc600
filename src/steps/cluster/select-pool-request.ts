import type {GpuPoolConfig, InstallConfig, NodePoolConfig} from '../../model/install-config.js';
import {formatUsualTaint, parseNodeTaint} from '../../model/node-taint.js';
import type {NodePoolRequest} from '../../model/ports/clusters.js';
import {selectOwnerLabels} from '../ownership.js';

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

/** A GPU pool with the labels and the taint of the runbook's chapter on GPU pools, and whose it is. */
export function selectGpuPoolRequest(pool: GpuPoolConfig, config: InstallConfig): NodePoolRequest {
  return {
    name: pool.name,
    machineType: pool.machineType,
    nodes: pool.nodes,
    autoscaling: pool.autoscaling,
    labels: pool.labels ?? {'hyperplane.dev/nodeType': pool.name, 'hub.jupyter.org/node-purpose': 'user'},
    taints: (pool.taints ?? [formatUsualTaint(pool.accelerator)]).flatMap((text) => parseNodeTaint(text) ?? []),
    accelerator: {type: pool.accelerator, count: pool.count},
    locations: pool.zones,
    diskSizeGb: pool.diskSizeGb,
    diskType: pool.diskType ?? 'pd-balanced',
    isSpot: pool.spot,
    resourceLabels: selectOwnerLabels(config),
    isUpgraded: config.cluster.channel !== 'none',
    ...(pool.version === undefined ? {} : {version: pool.version}),
    ...(pool.reservation === undefined ? {} : {reservation: pool.reservation}),
    ...(pool.surge === undefined ? {} : {surge: pool.surge}),
  };
}
