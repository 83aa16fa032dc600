import type {ScalablePool} from '../../seams/cloud-side.js';
import type {ControlPlaneSpec} from '../../seams/control-planes.js';
import type {KubeObject} from '../core/kube-object.js';
import {formatNodeResources} from '../nodes/node-resources.js';

/** A node as a pool would make it. */
export function createTemplateNode(pool: ScalablePool, index = 0): KubeObject {
  const name = `template-${pool.name}-${index}`;
  const gpu = pool.gpuCount > 0 ? {gpu: {type: 'nvidia', count: pool.gpuCount}} : {};
  return {
    metadata: {
      name,
      uid: name,
      resourceVersion: '0',
      creationTimestamp: '',
      labels: {
        'cloud.google.com/gke-nodepool': pool.name,
        'topology.kubernetes.io/zone': pool.zone,
        'topology.gke.io/zone': pool.zone,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/hostname': name,
        ...pool.labels,
      },
    },
    spec: {taints: [...pool.taints]},
    status: formatNodeResources({cpus: pool.cpus, memoryMib: pool.memoryMib, bootDiskGb: 100, ...gpu}),
  };
}

/** The instance group behind a pool, as the autoscaler names it. */
export function instanceGroupUrl({project, name, uid}: ControlPlaneSpec, pool: ScalablePool): string {
  return `https://www.googleapis.com/compute/v1/projects/${project}/zones/${pool.zone}/instanceGroups/gke-${name}-${pool.name}-${uid.slice(0, 8)}-grp`;
}
