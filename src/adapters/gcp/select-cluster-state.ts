import type {container_v1} from '@googleapis/container';
import type {ClusterState, GkeOperation, NodePoolState} from '../../model/ports/clusters.js';
import {selectMaintenance} from './select-maintenance.js';

type Cluster = container_v1.Schema$Cluster;
type NodePool = container_v1.Schema$NodePool;
type Operation = container_v1.Schema$Operation;

function selectStrategy({upgradeSettings}: NodePool): NodePoolState['strategy'] {
  if (upgradeSettings == null) return undefined;
  if (upgradeSettings.strategy === 'BLUE_GREEN') return {kind: 'blue-green'};
  return {kind: 'surge', maxSurge: Number(upgradeSettings.maxSurge ?? 0)};
}

function selectNodePoolState(pool: NodePool): NodePoolState {
  const config = pool.config ?? {};
  const autoscaling =
    pool.autoscaling?.enabled === true
      ? {min: Number(pool.autoscaling.minNodeCount ?? 0), max: Number(pool.autoscaling.maxNodeCount ?? 0)}
      : undefined;
  return {
    name: pool.name ?? '',
    status: String(pool.status ?? ''),
    statusMessage: pool.statusMessage ?? '',
    version: pool.version ?? '',
    machineType: config.machineType ?? '',
    initialNodeCount: Number(pool.initialNodeCount ?? 0),
    autoscaling,
    labels: config.labels ?? {},
    taints: (config.taints ?? []).map((taint) => ({
      key: taint.key ?? '',
      value: taint.value ?? '',
      effect: String(taint.effect ?? ''),
    })),
    accelerators: (config.accelerators ?? []).map((accelerator) => ({
      type: accelerator.acceleratorType ?? '',
      count: Number(accelerator.acceleratorCount ?? 0),
    })),
    locations: pool.locations ?? [],
    diskSizeGb: Number(config.diskSizeGb ?? 0),
    diskType: config.diskType ?? undefined,
    isSpot: config.spot === true || config.preemptible === true,
    strategy: selectStrategy(pool),
    imageType: config.imageType ?? undefined,
    resourceLabels: config.resourceLabels ?? {},
    reservation: config.reservationAffinity?.values?.[0] ?? undefined,
    conditions: (pool.conditions ?? []).map(({code, message}) => ({code: String(code ?? ''), message: message ?? ''})),
  };
}

/** What a step needs to know of a cluster, out of GKE's answer. */
export function selectClusterState(cluster: Cluster): ClusterState {
  const authorized = cluster.masterAuthorizedNetworksConfig;
  return {
    id: cluster.id ?? '',
    name: cluster.name ?? '',
    status: String(cluster.status ?? ''),
    statusMessage: cluster.statusMessage ?? '',
    version: cluster.currentMasterVersion ?? '',
    endpoint: cluster.endpoint ?? '',
    caCertificate: cluster.masterAuth?.clusterCaCertificate ?? '',
    network: cluster.network ?? '',
    subnetwork: cluster.subnetwork ?? '',
    podCidr: cluster.clusterIpv4Cidr ?? '',
    serviceCidr: cluster.servicesIpv4Cidr ?? '',
    labels: cluster.resourceLabels ?? {},
    channel: String(cluster.releaseChannel?.channel ?? 'UNSPECIFIED').toLowerCase(),
    isVpcNative: cluster.ipAllocationPolicy?.useIpAliases === true,
    workloadPool: cluster.workloadIdentityConfig?.workloadPool ?? '',
    controlPlaneCidr: cluster.privateClusterConfig?.masterIpv4CidrBlock || undefined,
    privateEndpoint: cluster.privateClusterConfig?.privateEndpoint || undefined,
    authorizedNetworks:
      authorized?.enabled === true
        ? (authorized.cidrBlocks ?? []).map((block) => ({name: block.displayName ?? '', cidr: block.cidrBlock ?? ''}))
        : undefined,
    hasNetworkPolicy:
      cluster.networkPolicy?.enabled === true ||
      String(cluster.networkConfig?.datapathProvider ?? '') === 'ADVANCED_DATAPATH',
    locations: cluster.locations ?? undefined,
    maintenance: selectMaintenance(cluster.maintenancePolicy),
    nodePools: (cluster.nodePools ?? []).map(selectNodePoolState),
  };
}

/** GKE reports failures in `error` and in `statusMessage`, not always in both. */
export function selectOperation(operation: Operation): GkeOperation {
  const status = String(operation.status ?? '');
  const message = operation.error?.message || (status === 'DONE' ? operation.statusMessage : '') || '';
  return {
    name: operation.name ?? '',
    type: String(operation.operationType ?? ''),
    status,
    target: operation.targetLink ?? '',
    detail: operation.detail ?? '',
    ...(operation.startTime ? {startedAt: operation.startTime} : {}),
    ...(message === '' ? {} : {error: {code: String(operation.error?.code ?? ''), message}}),
  };
}
