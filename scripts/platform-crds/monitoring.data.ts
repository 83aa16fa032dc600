import type {Field, Resource} from './field.js';
import {
  affinity,
  containers,
  podSecurityContext,
  resources,
  secretKey,
  selector,
  tolerations,
  topologySpread,
  volumeClaim,
  volumes,
} from './pod-spec.data.js';

// Kinds and field names of the Prometheus operator's API:
// https://prometheus-operator.dev/docs/api-reference/api/

const group = 'monitoring.coreos.com';
const categories = ['prometheus-operator'];
const age = ['Age', 'date', '.metadata.creationTimestamp'] as const;

const relabelings: Field = [
  {
    action: 'string',
    modulus: 'integer',
    regex: 'string',
    replacement: 'string',
    separator: 'string',
    sourceLabels: ['string'],
    targetLabel: 'string',
  },
];
const secretOrConfigMap: Field = {configMap: secretKey, secret: secretKey};
const tlsConfig: Field = {
  ca: secretOrConfigMap,
  caFile: 'string',
  cert: secretOrConfigMap,
  certFile: 'string',
  insecureSkipVerify: 'boolean',
  keyFile: 'string',
  keySecret: secretKey,
  serverName: 'string',
};
const basicAuth: Field = {password: secretKey, username: secretKey};
const endpoint: Field = {
  basicAuth,
  bearerTokenFile: 'string',
  honorLabels: 'boolean',
  honorTimestamps: 'boolean',
  interval: 'string',
  metricRelabelings: relabelings,
  params: 'open',
  path: 'string',
  port: 'string',
  proxyUrl: 'string',
  relabelings,
  scheme: 'http|https',
  scrapeTimeout: 'string',
  targetPort: 'intOrString',
  tlsConfig,
};
const namespaceSelector: Field = {any: 'boolean', matchNames: ['string']};
const podMetadata: Field = {annotations: 'map', labels: 'map', name: 'string'};
const storage: Field = {
  disableMountSubPath: 'boolean',
  emptyDir: {medium: 'string', sizeLimit: 'quantity'},
  volumeClaimTemplate: volumeClaim,
};

/** What the stateful sets that the operator makes have in common. */
const server: {readonly [name: string]: Field} = {
  affinity,
  baseImage: 'string',
  configMaps: ['string'],
  containers,
  externalUrl: 'string',
  image: 'string',
  imagePullSecrets: [{name: 'string'}],
  initContainers: containers,
  listenLocal: 'boolean',
  logFormat: 'logfmt|json',
  logLevel: 'debug|info|warn|error',
  nodeSelector: 'map',
  paused: 'boolean',
  podMetadata,
  portName: 'string',
  priorityClassName: 'string',
  replicas: 'integer',
  resources,
  retention: 'string',
  routePrefix: 'string',
  secrets: ['string'],
  securityContext: podSecurityContext,
  serviceAccountName: 'string',
  storage,
  tag: 'string',
  tolerations,
  topologySpreadConstraints: topologySpread,
  version: 'string',
  volumes,
};

const serverStatus: Field = {
  availableReplicas: 'integer',
  conditions: [
    {
      lastTransitionTime: 'time',
      message: 'string',
      observedGeneration: 'integer',
      reason: 'string',
      status: 'string!',
      type: 'string!',
    },
  ],
  paused: 'boolean',
  replicas: 'integer',
  unavailableReplicas: 'integer',
  updatedReplicas: 'integer',
};

function resource(kind: string, plural: string, shortName: string, spec: Field, status?: Field): Resource {
  return {
    group,
    kind,
    plural,
    scope: 'Namespaced',
    shortNames: [shortName],
    categories,
    versions: ['v1'],
    spec,
    ...(status
      ? {status, columns: [['Version', 'string', '.spec.version'], ['Replicas', 'integer', '.spec.replicas'], age]}
      : {}),
  };
}

/** monitoring.coreos.com. */
export const monitoringResources: readonly Resource[] = [
  resource('ServiceMonitor', 'servicemonitors', 'smon', {
    'endpoints!': [endpoint],
    jobLabel: 'string',
    namespaceSelector,
    podTargetLabels: ['string'],
    sampleLimit: 'integer',
    'selector!': selector,
    targetLabels: ['string'],
  }),
  resource('PodMonitor', 'podmonitors', 'pmon', {
    jobLabel: 'string',
    namespaceSelector,
    'podMetricsEndpoints!': [endpoint],
    podTargetLabels: ['string'],
    sampleLimit: 'integer',
    'selector!': selector,
  }),
  resource('Probe', 'probes', 'prb', {
    interval: 'string',
    jobName: 'string',
    module: 'string',
    prober: {path: 'string', scheme: 'string', 'url!': 'string'},
    scrapeTimeout: 'string',
    targets: {
      ingress: {namespaceSelector, relabelingConfigs: relabelings, selector},
      staticConfig: {labels: 'map', relabelingConfigs: relabelings, static: ['string']},
    },
    tlsConfig,
  }),
  resource('PrometheusRule', 'prometheusrules', 'promrule', {
    groups: [
      {
        interval: 'string',
        'name!': 'string',
        rules: [
          {alert: 'string', annotations: 'map', 'expr!': 'intOrString', for: 'string', labels: 'map', record: 'string'},
        ],
      },
    ],
  }),
  resource(
    'Prometheus',
    'prometheuses',
    'prom',
    {
      ...server,
      additionalScrapeConfigs: secretKey,
      alerting: {
        'alertmanagers!': [
          {
            apiVersion: 'string',
            bearerTokenFile: 'string',
            'name!': 'string',
            'namespace!': 'string',
            pathPrefix: 'string',
            'port!': 'intOrString',
            scheme: 'string',
            tlsConfig,
          },
        ],
      },
      enableAdminAPI: 'boolean',
      evaluationInterval: 'string',
      externalLabels: 'map',
      podMonitorNamespaceSelector: selector,
      podMonitorSelector: selector,
      probeNamespaceSelector: selector,
      probeSelector: selector,
      remoteRead: [
        {basicAuth, name: 'string', readRecent: 'boolean', remoteTimeout: 'string', tlsConfig, 'url!': 'string'},
      ],
      remoteWrite: [
        {
          basicAuth,
          name: 'string',
          remoteTimeout: 'string',
          tlsConfig,
          'url!': 'string',
          writeRelabelConfigs: relabelings,
        },
      ],
      retentionSize: 'string',
      ruleNamespaceSelector: selector,
      ruleSelector: selector,
      scrapeInterval: 'string',
      scrapeTimeout: 'string',
      serviceMonitorNamespaceSelector: selector,
      serviceMonitorSelector: selector,
      shards: 'integer',
      thanos: {image: 'string', objectStorageConfig: secretKey, resources, version: 'string', volumeMounts: ['open']},
      walCompression: 'boolean',
    },
    serverStatus,
  ),
  resource(
    'Alertmanager',
    'alertmanagers',
    'am',
    {
      ...server,
      additionalPeers: ['string'],
      alertmanagerConfigNamespaceSelector: selector,
      alertmanagerConfigSelector: selector,
      configSecret: 'string',
      forceEnableClusterMode: 'boolean',
    },
    serverStatus,
  ),
  resource(
    'ThanosRuler',
    'thanosrulers',
    'ruler',
    {
      evaluationInterval: 'string',
      image: 'string',
      nodeSelector: 'map',
      queryEndpoints: ['string'],
      replicas: 'integer',
      resources,
      ruleSelector: selector,
      storage: {emptyDir: {medium: 'string', sizeLimit: 'quantity'}},
      version: 'string',
    },
    serverStatus,
  ),
  {
    ...resource('AlertmanagerConfig', 'alertmanagerconfigs', 'amcfg', {
      inhibitRules: ['open'],
      receivers: ['open'],
      route: 'open',
    }),
    versions: ['v1alpha1'],
  },
];
