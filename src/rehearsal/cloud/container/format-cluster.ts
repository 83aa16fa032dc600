import type {CloudContext} from '../cloud-context.js';
import {findInternalAddress} from '../compute/addresses.js';
import type {Json} from '../json.js';
import {formatTime} from '../operations/format-time.js';
import {type ClusterState, isZone} from './cluster-state.js';
import {formatPool} from './format-pool.js';

const monitored = [
  'SYSTEM_COMPONENTS',
  'DAEMONSET',
  'DEPLOYMENT',
  'STATEFULSET',
  'JOBSET',
  'STORAGE',
  'HPA',
  'POD',
  'CADVISOR',
  'KUBELET',
  'DCGM',
];

function formatLogging({request}: ClusterState): Json {
  const isOff = request.loggingService === 'none';
  const config = request.loggingConfig ?? {componentConfig: {enableComponents: ['SYSTEM_COMPONENTS', 'WORKLOADS']}};
  return {
    loggingConfig: isOff ? {componentConfig: {}} : config,
    loggingService: request.loggingService || 'logging.googleapis.com/kubernetes',
  };
}

function formatMonitoring({request}: ClusterState): Json {
  const isOff = request.monitoringService === 'none';
  const config = {
    componentConfig: {enableComponents: monitored},
    managedPrometheusConfig: {enabled: true},
    advancedDatapathObservabilityConfig: {},
    ...request.monitoringConfig,
  };
  return {
    monitoringConfig: isOff ? {componentConfig: {}} : config,
    monitoringService: request.monitoringService || 'monitoring.googleapis.com/kubernetes',
  };
}

function formatNetworking(context: CloudContext, cluster: ClusterState): Json {
  const {request, podRange, serviceRange} = cluster;
  const privateEndpoint =
    request.privateClusterConfig?.masterIpv4CidrBlock?.replace(/\d+\/\d+$/, '2') ??
    findInternalAddress(context, context.state.compute[cluster.subnetworkPath] ?? {});
  const isPrivateOnly = Boolean(request.privateClusterConfig?.enablePrivateEndpoint);
  const authorized = {
    ...request.masterAuthorizedNetworksConfig,
    gcpPublicCidrsAccessEnabled: request.masterAuthorizedNetworksConfig?.gcpPublicCidrsAccessEnabled ?? true,
  };
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
      ...(request.ipAllocationPolicy?.clusterSecondaryRangeName && {
        clusterSecondaryRangeName: request.ipAllocationPolicy.clusterSecondaryRangeName,
      }),
      ...(request.ipAllocationPolicy?.servicesSecondaryRangeName && {
        servicesSecondaryRangeName: request.ipAllocationPolicy.servicesSecondaryRangeName,
      }),
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
    privateClusterConfig: {
      ...request.privateClusterConfig,
      privateEndpoint,
      ...(cluster.endpoint && !isPrivateOnly && {publicEndpoint: cluster.endpoint}),
    },
    controlPlaneEndpointsConfig: {
      dnsEndpointConfig: {
        allowExternalTraffic: false,
        enableK8sTokensViaDns: false,
        endpoint: `gke-${cluster.uid.slice(0, 12)}-${context.state.projects[cluster.projectId]?.projectNumber}.${cluster.location}.gke.goog`,
      },
      ipEndpointsConfig: {
        authorizedNetworksConfig: authorized,
        enablePublicEndpoint: !isPrivateOnly,
        enabled: true,
        globalAccess: false,
        privateEndpoint,
        ...(cluster.endpoint && {publicEndpoint: cluster.endpoint}),
      },
    },
  };
}

/** What GKE says about parts that the rehearsal keeps only as settings. */
function formatSettings({request}: ClusterState): Json {
  const defaults = request.autoscaling?.autoprovisioningNodePoolDefaults;
  return {
    addonsConfig: {
      gcePersistentDiskCsiDriverConfig: {enabled: true},
      kubernetesDashboard: {disabled: true},
      networkPolicyConfig: {disabled: true},
      ...request.addonsConfig,
    },
    anonymousAuthenticationConfig: {mode: 'ENABLED'},
    autopilot: {},
    autoscaling: {
      autoscalingProfile: 'BALANCED',
      ...request.autoscaling,
      ...(defaults && {
        autoprovisioningNodePoolDefaults: {
          management: {autoRepair: true, autoUpgrade: true},
          ...defaults,
          ...(defaults.upgradeSettings && {upgradeSettings: {strategy: 'SURGE', ...defaults.upgradeSettings}}),
        },
      }),
    },
    binaryAuthorization: request.binaryAuthorization?.evaluationMode ? request.binaryAuthorization : {},
    clusterTelemetry: {type: 'ENABLED'},
    databaseEncryption: {currentState: 'CURRENT_STATE_DECRYPTED', state: 'DECRYPTED', ...request.databaseEncryption},
    defaultMaxPodsConstraint: request.defaultMaxPodsConstraint ?? {maxPodsPerNode: '110'},
    enterpriseConfig: {clusterTier: 'STANDARD'},
    legacyAbac: request.legacyAbac?.enabled ? request.legacyAbac : {},
    maintenancePolicy: {
      ...request.maintenancePolicy,
      resourceVersion: request.maintenancePolicy?.resourceVersion ?? 'e3b0c442',
    },
    nodePoolAutoConfig: {nodeKubeletConfig: {insecureKubeletReadonlyPortEnabled: false}, ...request.nodePoolAutoConfig},
    nodePoolDefaults: {
      nodeConfigDefaults: {
        loggingConfig: {variantConfig: {variant: 'DEFAULT'}},
        nodeKubeletConfig: {insecureKubeletReadonlyPortEnabled: false},
      },
      ...request.nodePoolDefaults,
    },
    notificationConfig: {pubsub: {}, ...request.notificationConfig},
    podAutoscaling: {hpaProfile: 'PERFORMANCE'},
    protectConfig: {
      workloadConfig: {auditMode: 'BASIC'},
      workloadVulnerabilityMode: 'WORKLOAD_VULNERABILITY_MODE_UNSPECIFIED',
    },
    rbacBindingConfig: {
      enableInsecureBindingSystemAuthenticated: true,
      enableInsecureBindingSystemUnauthenticated: true,
    },
    securityPostureConfig: {
      mode: 'BASIC',
      vulnerabilityMode: 'VULNERABILITY_MODE_UNSPECIFIED',
      ...request.securityPostureConfig,
    },
    shieldedNodes: {enabled: true, ...request.shieldedNodes},
    userManagedKeysConfig: {},
    ...(request.workloadIdentityConfig && {workloadIdentityConfig: request.workloadIdentityConfig}),
    ...(request.verticalPodAutoscaling?.enabled && {verticalPodAutoscaling: request.verticalPodAutoscaling}),
    ...(request.resourceLabels &&
      Object.keys(request.resourceLabels).length > 0 && {resourceLabels: request.resourceLabels}),
    ...(request.description && {description: request.description}),
  };
}

/** https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters */
export function formatCluster(context: CloudContext, cluster: ClusterState, version: string): Json {
  const pools = cluster.pools.map((pool) => formatPool(context, cluster, pool, version));
  const place = `projects/${cluster.projectId}/${isZone(cluster.location) ? 'zones' : 'locations'}/${cluster.location}`;
  const [firstPool] = pools;
  return {
    name: cluster.name,
    id: cluster.uid,
    selfLink: `https://container.googleapis.com/${version}/${place}/clusters/${cluster.name}`,
    location: cluster.location,
    locations: cluster.locations,
    zone: cluster.location,
    status: cluster.status,
    ...(cluster.conditions?.length && {conditions: cluster.conditions, statusMessage: cluster.conditions[0]?.message}),
    createTime: formatTime(cluster.createdAtMs),
    initialClusterVersion: cluster.initialVersion,
    currentMasterVersion: cluster.version,
    currentNodeVersion: cluster.pools[0]?.version ?? cluster.version,
    currentNodeCount: cluster.pools.reduce((sum, pool) => sum + pool.nodes.length, 0),
    initialNodeCount: cluster.pools[0]?.initialNodeCount ?? 0,
    ...(cluster.endpoint && {endpoint: cluster.endpoint}),
    masterAuth: {
      clientCertificateConfig: {},
      ...(cluster.caCertificate && {clusterCaCertificate: cluster.caCertificate}),
    },
    releaseChannel: cluster.channel === 'UNSPECIFIED' ? {} : {channel: cluster.channel},
    etag: cluster.etag,
    labelFingerprint: cluster.labelFingerprint,
    ...formatNetworking(context, cluster),
    ...formatSettings(cluster),
    ...formatLogging(cluster),
    ...formatMonitoring(cluster),
    ...(firstPool && {nodeConfig: firstPool.config}),
    nodePools: pools,
    instanceGroupUrls: pools.flatMap((pool) => pool.instanceGroupUrls),
  };
}
