import type {CloudContext} from '../cloud-context.js';
import type {Json} from '../json.js';
import type {ClusterState} from './cluster-state.js';

/** Ranges, networks and endpoints of a cluster, in the older fields and the newer ones. */
export function formatNetworking(context: CloudContext, cluster: ClusterState): Json {
  const {request, podRange, serviceRange} = cluster;
  const policy: Json = request.ipAllocationPolicy ?? {};
  const {privateEndpoint} = cluster;
  const isPrivateOnly = Boolean(request.privateClusterConfig?.enablePrivateEndpoint);
  const authorized = {gcpPublicCidrsAccessEnabled: true, ...request.masterAuthorizedNetworksConfig};
  const number = context.state.projects[cluster.projectId]?.projectNumber;
  return {
    clusterIpv4Cidr: podRange,
    servicesIpv4Cidr: serviceRange,
    ipAllocationPolicy: {
      clusterIpv4Cidr: podRange,
      clusterIpv4CidrBlock: podRange,
      servicesIpv4Cidr: serviceRange,
      servicesIpv4CidrBlock: serviceRange,
      podCidrOverprovisionConfig: {},
      stackType: 'IPV4',
      useIpAliases: true,
      ...(policy.clusterSecondaryRangeName && {clusterSecondaryRangeName: policy.clusterSecondaryRangeName}),
      ...(policy.servicesSecondaryRangeName && {servicesSecondaryRangeName: policy.servicesSecondaryRangeName}),
    },
    network: cluster.networkPath.split('/').pop(),
    subnetwork: cluster.subnetworkPath.split('/').pop(),
    networkConfig: {
      serviceExternalIpsConfig: {},
      ...request.networkConfig,
      network: cluster.networkPath,
      subnetwork: cluster.subnetworkPath,
    },
    ...(request.networkPolicy?.enabled && {networkPolicy: request.networkPolicy}),
    masterAuthorizedNetworksConfig: authorized,
    ...(isPrivateOnly && {privateCluster: true}),
    privateClusterConfig: {
      ...request.privateClusterConfig,
      privateEndpoint,
      ...(cluster.endpoint && {publicEndpoint: cluster.endpoint}),
    },
    controlPlaneEndpointsConfig: {
      dnsEndpointConfig: {
        allowExternalTraffic: false,
        enableK8sTokensViaDns: false,
        endpoint: `gke-${cluster.uid.slice(0, 12)}-${number}.${cluster.location}.gke.goog`,
      },
      ipEndpointsConfig: {
        authorizedNetworksConfig: authorized,
        enablePublicEndpoint: !isPrivateOnly,
        enabled: true,
        globalAccess: Boolean(
          request.isGloballyAccessible || request.privateClusterConfig?.masterGlobalAccessConfig?.enabled,
        ),
        privateEndpoint,
        ...(cluster.endpoint && !isPrivateOnly && {publicEndpoint: cluster.endpoint}),
      },
    },
  };
}
