import type {Json} from '../json.js';
import type {ClusterState} from './cluster-state.js';
import {defaultScopes} from './default-scopes.js';

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

/** Scopes of machines that node auto-provisioning makes. */
const provisioningScopes = [
  'https://www.googleapis.com/auth/userinfo.email',
  'https://www.googleapis.com/auth/cloud-platform',
];

function formatObservability(request: Json): Json {
  return {
    loggingConfig: request.loggingConfig ?? {componentConfig: {enableComponents: ['SYSTEM_COMPONENTS', 'WORKLOADS']}},
    loggingService: request.loggingService || 'logging.googleapis.com/kubernetes',
    monitoringConfig: {
      componentConfig: {enableComponents: monitored},
      managedPrometheusConfig: {enabled: true},
      advancedDatapathObservabilityConfig: {},
      ...request.monitoringConfig,
    },
    monitoringService: request.monitoringService || 'monitoring.googleapis.com/kubernetes',
  };
}

function formatAutoscaling(request: Json): Json {
  const {enableNodeAutoprovisioning, autoprovisioningNodePoolDefaults: asked = {}, ...rest} = request.autoscaling ?? {};
  const {minCpuPlatform, upgradeSettings, ...wanted} = asked;
  return {
    autoscalingProfile: 'BALANCED',
    ...rest,
    ...(enableNodeAutoprovisioning && {enableNodeAutoprovisioning}),
    autoprovisioningNodePoolDefaults: {
      imageType: 'COS_CONTAINERD',
      oauthScopes: enableNodeAutoprovisioning ? provisioningScopes : defaultScopes,
      serviceAccount: 'default',
      management: {autoRepair: true, autoUpgrade: true},
      ...wanted,
      ...(minCpuPlatform && minCpuPlatform !== 'automatic' && {minCpuPlatform}),
      ...(upgradeSettings && {upgradeSettings: formatUpgrades(upgradeSettings)}),
    },
  };
}

function formatUpgrades({blueGreenSettings, ...settings}: Json): Json {
  const hasColours = blueGreenSettings && Object.keys(blueGreenSettings).length > 0;
  return {strategy: 'SURGE', ...settings, ...(hasColours && {blueGreenSettings})};
}

/** A maintenance policy as it comes back: a daily window lasts four hours, the default scope goes unsaid. */
function formatMaintenance(policy: Json | undefined): Json {
  const {window = {}, resourceVersion = 'e3b0c442'} = policy ?? {};
  const {dailyMaintenanceWindow: daily, maintenanceExclusions: exclusions, ...rest} = window;
  const shown = {
    ...rest,
    ...(daily && {dailyMaintenanceWindow: {duration: 'PT4H0M0S', ...daily}}),
    ...(exclusions && {
      maintenanceExclusions: Object.fromEntries(
        Object.entries(exclusions as Record<string, Json>).map(
          ([name, {maintenanceExclusionOptions: options, ...exclusion}]) => {
            const {scope, ...others} = options ?? {};
            return [
              name,
              {...exclusion, maintenanceExclusionOptions: scope === 'NO_UPGRADES' ? others : {scope, ...others}},
            ];
          },
        ),
      ),
    }),
  };
  return {resourceVersion, ...(Object.keys(shown).length > 0 && {window: shown})};
}

/** What GKE says about parts that the rehearsal keeps only as settings. */
export function formatSettings({request}: ClusterState): Json {
  return {
    addonsConfig: {
      gcePersistentDiskCsiDriverConfig: {enabled: true},
      kubernetesDashboard: {disabled: true},
      networkPolicyConfig: {disabled: true},
      ...request.addonsConfig,
    },
    anonymousAuthenticationConfig: {mode: 'ENABLED'},
    autopilot: {},
    autoscaling: formatAutoscaling(request),
    binaryAuthorization: request.binaryAuthorization?.evaluationMode ? request.binaryAuthorization : {},
    clusterTelemetry: {type: 'ENABLED'},
    databaseEncryption: {currentState: 'CURRENT_STATE_DECRYPTED', state: 'DECRYPTED', ...request.databaseEncryption},
    defaultMaxPodsConstraint: request.defaultMaxPodsConstraint ?? {maxPodsPerNode: '110'},
    enterpriseConfig: {clusterTier: 'STANDARD'},
    legacyAbac: request.legacyAbac?.enabled ? request.legacyAbac : {},
    maintenancePolicy: formatMaintenance(request.maintenancePolicy),
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
    ...formatObservability(request),
    ...(request.workloadIdentityConfig && {workloadIdentityConfig: request.workloadIdentityConfig}),
    ...(request.verticalPodAutoscaling?.enabled && {verticalPodAutoscaling: request.verticalPodAutoscaling}),
    ...(request.resourceLabels &&
      Object.keys(request.resourceLabels).length > 0 && {resourceLabels: request.resourceLabels}),
    ...(request.description && {description: request.description}),
  };
}
