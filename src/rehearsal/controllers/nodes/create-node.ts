import type {NodeSpec} from '../../seams/control-planes.js';
import {type Condition, formatTime} from '../core/conditions.js';
import type {NewKubeObject} from '../core/kube-object.js';
import {hashFnv32a} from '../core/seeded.js';
import {formatNodeResources} from './node-resources.js';

/** The taint that the node controller keeps on a node which is not ready. */
export const notReadyTaint = {key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule'} as const;

/** The Node object with which a machine registers itself. */
export function createNode(spec: NodeSpec): NewKubeObject {
  return {
    metadata: {
      name: spec.name,
      labels: {
        'beta.kubernetes.io/arch': 'amd64',
        'beta.kubernetes.io/instance-type': spec.machineType,
        'beta.kubernetes.io/os': 'linux',
        'failure-domain.beta.kubernetes.io/region': regionOf(spec.zone),
        'failure-domain.beta.kubernetes.io/zone': spec.zone,
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/hostname': spec.name,
        'kubernetes.io/os': 'linux',
        'node.kubernetes.io/instance-type': spec.machineType,
        'topology.gke.io/zone': spec.zone,
        'topology.kubernetes.io/region': regionOf(spec.zone),
        'topology.kubernetes.io/zone': spec.zone,
        ...spec.labels,
      },
      annotations: {
        'container.googleapis.com/instance_id': instanceId(spec),
        'node.alpha.kubernetes.io/ttl': '0',
        'node.gke.io/last-applied-node-labels': Object.entries(spec.labels)
          .map(([key, value]) => `${key}=${value}`)
          .join(','),
        'volumes.kubernetes.io/controller-managed-attach-detach': 'true',
      },
    },
    spec: {
      podCIDR: spec.podCidr,
      podCIDRs: [spec.podCidr],
      providerID: spec.providerId,
      taints: [...spec.taints.map(({key, value, effect}) => ({key, ...(value ? {value} : {}), effect})), notReadyTaint],
    },
  };
}

/** The `status` that a node's kubelet reports. */
export function formatNodeStatus(spec: NodeSpec, isReady: boolean, nowMs: number, sinceMs: number) {
  const stamp = {lastHeartbeatTime: formatTime(nowMs), lastTransitionTime: formatTime(sinceMs)};
  const calm = (type: string, reason: string, message: string): Condition => ({
    type,
    status: 'False',
    ...stamp,
    reason,
    message,
  });
  const conditions: Condition[] = [
    calm('FrequentKubeletRestart', 'NoFrequentKubeletRestart', 'kubelet is functioning properly'),
    calm('FrequentDockerRestart', 'NoFrequentDockerRestart', 'docker is functioning properly'),
    calm('FrequentContainerdRestart', 'NoFrequentContainerdRestart', 'containerd is functioning properly'),
    calm('KernelDeadlock', 'KernelHasNoDeadlock', 'kernel has no deadlock'),
    calm('ReadonlyFilesystem', 'FilesystemIsNotReadOnly', 'Filesystem is not read-only'),
    calm('NetworkUnavailable', 'RouteCreated', 'NodeController create implicit route'),
    calm('MemoryPressure', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'),
    calm('DiskPressure', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'),
    calm('PIDPressure', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'),
    isReady
      ? {
          type: 'Ready',
          status: 'True',
          ...stamp,
          reason: 'KubeletReady',
          message: 'kubelet is posting ready status. AppArmor enabled',
        }
      : {
          type: 'Ready',
          status: 'False',
          ...stamp,
          reason: 'KubeletNotReady',
          message:
            'container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized',
        },
  ];
  return {
    ...formatNodeResources(spec),
    conditions,
    addresses: [
      {type: 'InternalIP', address: spec.internalIp},
      ...(spec.externalIp ? [{type: 'ExternalIP', address: spec.externalIp}] : []),
      {type: 'Hostname', address: spec.name},
    ],
    daemonEndpoints: {kubeletEndpoint: {Port: 10250}},
    nodeInfo: {
      ...formatMachineIds(spec),
      kernelVersion: '5.15.109+',
      osImage: 'Container-Optimized OS from Google',
      containerRuntimeVersion: 'containerd://1.7.0',
      kubeletVersion: `v${spec.version}`,
      kubeProxyVersion: `v${spec.version}`,
      operatingSystem: 'linux',
      architecture: 'amd64',
    },
  };
}

function regionOf(zone: string): string {
  return zone.replace(/-[a-z]$/, '');
}

/** A number such as Compute Engine gives its instances. */
function instanceId({providerId}: NodeSpec): string {
  return String(
    10n ** 18n + ((BigInt(hashFnv32a(providerId)) * BigInt(hashFnv32a(`${providerId}/`))) % (9n * 10n ** 18n)),
  );
}

/** The identities that Linux and its firmware give a machine. */
function formatMachineIds({providerId}: NodeSpec) {
  const draw = (salt: string) =>
    [0, 1, 2, 3].map((part) => hashFnv32a(`${providerId}/${salt}/${part}`).toString(16).padStart(8, '0')).join('');
  const uuid = (salt: string) => draw(salt).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return {machineID: draw('machine'), systemUUID: uuid('system'), bootID: uuid('boot')};
}
