import type {container_v1} from '@googleapis/container';
import type {ClusterRef, ClusterRequest, NodePoolRequest} from '../../model/ports/clusters.js';

type ClusterBody = container_v1.Schema$Cluster;
type NodePoolBody = container_v1.Schema$NodePool;

/** GKE installs the driver from 1.27.2 on when asked; older nodes take a DaemonSet. https://cloud.google.com/kubernetes-engine/docs/how-to/gpus#installing_drivers */
const installsDriver = {gpuDriverVersion: 'DEFAULT'} as const;
const installsNothing = {gpuDriverVersion: 'INSTALLATION_DISABLED'} as const;

/** https://cloud.google.com/kubernetes-engine/docs/how-to/consuming-reservations */
const reservationKey = 'compute.googleapis.com/reservation-name';

/** The body of a node pool. A surge of one at most keeps an upgrade inside the quota that the pool was planned with. */
export function selectNodePoolBody(request: NodePoolRequest): NodePoolBody {
  return {
    name: request.name,
    initialNodeCount: request.nodes,
    ...(request.version === undefined ? {} : {version: request.version}),
    ...(request.locations.length === 0 ? {} : {locations: [...request.locations]}),
    ...(request.autoscaling === undefined
      ? {}
      : {autoscaling: {enabled: true, minNodeCount: request.autoscaling.min, maxNodeCount: request.autoscaling.max}}),
    config: {
      machineType: request.machineType,
      diskSizeGb: request.diskSizeGb,
      diskType: request.diskType,
      labels: {...request.labels},
      ...(request.resourceLabels === undefined ? {} : {resourceLabels: {...request.resourceLabels}}),
      ...(request.reservation === undefined
        ? {}
        : {
            reservationAffinity: {
              consumeReservationType: 'SPECIFIC_RESERVATION' as const,
              key: reservationKey,
              values: [request.reservation],
            },
          }),
      oauthScopes: ['https://www.googleapis.com/auth/cloud-platform'],
      metadata: {'disable-legacy-endpoints': 'true'},
      workloadMetadataConfig: {mode: 'GKE_METADATA'},
      shieldedInstanceConfig: {enableSecureBoot: true, enableIntegrityMonitoring: true},
      ...(request.isSpot ? {spot: true} : {}),
      ...(request.taints.length === 0 ? {} : {taints: request.taints.map((taint) => ({...taint}))}),
      ...(request.accelerator === undefined
        ? {}
        : {
            accelerators: [
              {
                acceleratorCount: String(request.accelerator.count),
                acceleratorType: request.accelerator.type,
                gpuDriverInstallationConfig: request.hasDriver === false ? installsNothing : installsDriver,
              },
            ],
          }),
    },
    management: {autoRepair: true, autoUpgrade: request.isUpgraded === true},
    upgradeSettings: request.surge === 0 ? {maxSurge: 0, maxUnavailable: 1} : {maxSurge: 1, maxUnavailable: 0},
  };
}

const channelNames = {
  none: 'UNSPECIFIED',
  rapid: 'RAPID',
  regular: 'REGULAR',
  stable: 'STABLE',
  extended: 'EXTENDED',
} as const;

/**
 * The body of a VPC-native cluster with Workload Identity, the pool it is created with inside. GKE turns auto-upgrade off
 * only outside a release channel. https://cloud.google.com/kubernetes-engine/docs/concepts/release-channels
 */
export function selectClusterBody(ref: ClusterRef, request: ClusterRequest): ClusterBody {
  const authorized = request.authorizedNetworks.map((network) => ({
    displayName: network.name,
    cidrBlock: network.cidr,
  }));
  return {
    name: ref.name,
    initialClusterVersion: request.version,
    network: request.network,
    ...(request.subnetwork === undefined ? {} : {subnetwork: request.subnetwork}),
    resourceLabels: {...request.labels},
    releaseChannel: {channel: channelNames[request.channel as keyof typeof channelNames] ?? 'UNSPECIFIED'},
    ipAllocationPolicy: {
      useIpAliases: true,
      ...(request.podCidr === undefined ? {} : {clusterIpv4CidrBlock: request.podCidr}),
      ...(request.serviceCidr === undefined ? {} : {servicesIpv4CidrBlock: request.serviceCidr}),
      ...(request.podRange === undefined ? {} : {clusterSecondaryRangeName: request.podRange}),
      ...(request.serviceRange === undefined ? {} : {servicesSecondaryRangeName: request.serviceRange}),
    },
    workloadIdentityConfig: {workloadPool: `${ref.project}.svc.id.goog`},
    ...(request.private === undefined
      ? {}
      : {
          privateClusterConfig: {
            enablePrivateNodes: request.private.nodes,
            enablePrivateEndpoint: request.private.endpoint,
            masterIpv4CidrBlock: request.private.controlPlaneCidr,
          },
        }),
    ...(authorized.length === 0 ? {} : {masterAuthorizedNetworksConfig: {enabled: true, cidrBlocks: authorized}}),
    nodePools: [selectNodePoolBody({...request.pool, isUpgraded: request.channel !== 'none'})],
  };
}
