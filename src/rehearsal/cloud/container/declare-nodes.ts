import type {NodeSpec} from '../../seams/control-planes.js';
import {regionOf} from '../catalogue/catalogue.js';
import type {CloudContext} from '../cloud-context.js';
import type {Json} from '../json.js';
import type {ClusterState, NodeState, PoolState} from './cluster-state.js';
import {compareVersions} from './select-version.js';

const effects: Readonly<Record<string, 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute'>> = {
  NO_SCHEDULE: 'NoSchedule',
  PREFER_NO_SCHEDULE: 'PreferNoSchedule',
  NO_EXECUTE: 'NoExecute',
};

/** Labels that every node of a pool gets: https://cloud.google.com/kubernetes-engine/docs/how-to/creating-managing-labels */
export function listNodeLabels(pool: PoolState, cpus: number, zone: string): Record<string, string> {
  const {config} = pool;
  const [accelerator] = config.accelerators ?? [];
  return {
    'beta.kubernetes.io/arch': 'amd64',
    'beta.kubernetes.io/instance-type': config.machineType,
    'beta.kubernetes.io/os': 'linux',
    'cloud.google.com/gke-boot-disk': config.diskType,
    'cloud.google.com/gke-container-runtime': 'containerd',
    'cloud.google.com/gke-cpu-scaling-level': String(cpus),
    'cloud.google.com/gke-logging-variant': 'DEFAULT',
    'cloud.google.com/gke-max-pods-per-node': String(pool.maxPods),
    'cloud.google.com/gke-nodepool': pool.name,
    'cloud.google.com/gke-os-distribution': 'cos',
    'cloud.google.com/gke-provisioning': config.spot ? 'spot' : 'standard',
    'cloud.google.com/machine-family': String(config.machineType).split('-')[0] ?? '',
    'failure-domain.beta.kubernetes.io/region': regionOf(zone),
    'failure-domain.beta.kubernetes.io/zone': zone,
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/os': 'linux',
    'node.kubernetes.io/instance-type': config.machineType,
    'topology.gke.io/zone': zone,
    'topology.kubernetes.io/region': regionOf(zone),
    'topology.kubernetes.io/zone': zone,
    ...(accelerator && {
      'cloud.google.com/gke-accelerator': accelerator.acceleratorType,
      'cloud.google.com/gke-accelerator-count': String(accelerator.acceleratorCount),
    }),
    ...(config.spot && {'cloud.google.com/gke-spot': 'true'}),
    ...config.labels,
  };
}

/** Taints of a pool; GPU nodes keep other pods away unless the pool says otherwise. */
export function listNodeTaints(
  pool: PoolState,
): Array<{key: string; value: string; effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute'}> {
  const own = (pool.config.taints ?? []).map((taint: Json) => ({
    key: taint.key,
    value: taint.value,
    effect: effects[taint.effect] ?? 'NoSchedule',
  }));
  const hasGpu = pool.config.accelerators?.length && !own.some(({key}: {key: string}) => key === 'nvidia.com/gpu');
  return hasGpu ? [...own, {key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' as const}] : own;
}

/** From this version on nodes get the driver even where nobody asked. https://cloud.google.com/kubernetes-engine/docs/how-to/gpus#installing_drivers */
const driverByDefault = '1.30.1-gke.1156000';
/** Before this one GKE installs none at all. */
const driverAtAll = '1.27.2-gke.1200';

function installsDriver(accelerator: Json, version: string): boolean {
  const wanted = accelerator.gpuDriverInstallationConfig?.gpuDriverVersion;
  if (wanted === 'INSTALLATION_DISABLED') return false;
  return compareVersions(version, wanted ? driverAtAll : driverByDefault) <= 0;
}

function formatNode(context: CloudContext, cluster: ClusterState, pool: PoolState, node: NodeState): NodeSpec {
  const machine = context.catalogue.machines.get(pool.config.machineType);
  const [accelerator] = pool.config.accelerators ?? [];
  return {
    name: node.name,
    pool: pool.name,
    zone: node.zone,
    machineType: pool.config.machineType,
    labels: {...listNodeLabels(pool, machine?.cpus ?? 2, node.zone), 'kubernetes.io/hostname': node.name},
    taints: listNodeTaints(pool),
    cpus: machine?.cpus ?? 2,
    memoryMib: machine?.memoryMib ?? 4096,
    ...(accelerator && {
      gpu: {
        type: accelerator.acceleratorType,
        count: Number(accelerator.acceleratorCount),
        hasDriver: installsDriver(accelerator, node.version),
      },
    }),
    bootDiskGb: pool.config.diskSizeGb,
    version: node.version,
    internalIp: node.internalIp,
    ...(node.externalIp && {externalIp: node.externalIp}),
    podCidr: node.podCidr,
    providerId: `gce://${cluster.projectId}/${node.zone}/${node.name}`,
    isSpot: Boolean(pool.config.spot || pool.config.preemptible),
  };
}

/** Tells the control plane which nodes the cluster has now. */
export async function declareNodes(context: CloudContext, cluster: ClusterState): Promise<void> {
  const nodes = cluster.pools.flatMap((pool) => pool.nodes.map((node) => formatNode(context, cluster, pool, node)));
  await context.controlPlanes.setNodes(cluster.uid, nodes);
}
