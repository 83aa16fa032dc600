import type {Field, Resource} from './field.js';

// Groups, kinds and field names of Istio's API: https://istio.io/latest/docs/reference/config/

const age = ['Age', 'date', '.metadata.creationTimestamp'] as const;
const networking = 'networking.istio.io';
const categories = ['istio-io', 'networking-istio-io'];
const versions = ['v1beta1', 'v1alpha3'];
const status: Field = {
  conditions: [{lastTransitionTime: 'time', message: 'string', reason: 'string', status: 'string', type: 'string'}],
  observedGeneration: 'intOrString',
};

const stringMatch: Field = {exact: 'string', prefix: 'string', regex: 'string'};
const workloadSelector: Field = {labels: 'map'};
const port: Field = {name: 'string', number: 'integer', protocol: 'string', targetPort: 'integer'};
const serverTls: Field = {
  caCertificates: 'string',
  cipherSuites: ['string'],
  credentialName: 'string',
  httpsRedirect: 'boolean',
  maxProtocolVersion: 'string',
  minProtocolVersion: 'string',
  mode: 'PASSTHROUGH|SIMPLE|MUTUAL|AUTO_PASSTHROUGH|ISTIO_MUTUAL',
  privateKey: 'string',
  serverCertificate: 'string',
  subjectAltNames: ['string'],
};
const destination: Field = {'host!': 'string', port: {number: 'integer'}, subset: 'string'};
const headers: Field = {add: 'map', remove: ['string'], set: 'map'};
const routeHeaders: Field = {request: headers, response: headers};

const httpRoute: Field = {
  corsPolicy: {
    allowCredentials: 'boolean',
    allowHeaders: ['string'],
    allowMethods: ['string'],
    allowOrigins: [stringMatch],
    exposeHeaders: ['string'],
    maxAge: 'string',
  },
  delegate: {name: 'string', namespace: 'string'},
  fault: {
    abort: {httpStatus: 'integer', percentage: {value: 'number'}},
    delay: {fixedDelay: 'string', percentage: {value: 'number'}},
  },
  headers: routeHeaders,
  match: [
    {
      authority: stringMatch,
      gateways: ['string'],
      headers: 'open',
      ignoreUriCase: 'boolean',
      method: stringMatch,
      name: 'string',
      port: 'integer',
      queryParams: 'open',
      scheme: stringMatch,
      sourceLabels: 'map',
      sourceNamespace: 'string',
      uri: stringMatch,
    },
  ],
  mirror: destination,
  name: 'string',
  redirect: {authority: 'string', port: 'integer', redirectCode: 'integer', scheme: 'string', uri: 'string'},
  retries: {attempts: 'integer', perTryTimeout: 'string', retryOn: 'string'},
  rewrite: {authority: 'string', uri: 'string'},
  route: [{'destination!': destination, headers: routeHeaders, weight: 'integer'}],
  timeout: 'string',
};

const trafficPolicy: Field = {
  connectionPool: 'open',
  loadBalancer: 'open',
  outlierDetection: 'open',
  portLevelSettings: ['open'],
  tls: {...(serverTls as {readonly [name: string]: Field}), mode: 'DISABLE|SIMPLE|MUTUAL|ISTIO_MUTUAL', sni: 'string'},
};

const rule: Field = {
  from: [
    {
      source: {
        ipBlocks: ['string'],
        namespaces: ['string'],
        notIpBlocks: ['string'],
        notNamespaces: ['string'],
        notPrincipals: ['string'],
        notRequestPrincipals: ['string'],
        principals: ['string'],
        remoteIpBlocks: ['string'],
        requestPrincipals: ['string'],
      },
    },
  ],
  to: [
    {
      operation: {
        hosts: ['string'],
        methods: ['string'],
        notHosts: ['string'],
        notMethods: ['string'],
        notPaths: ['string'],
        notPorts: ['string'],
        paths: ['string'],
        ports: ['string'],
      },
    },
  ],
  when: [{'key!': 'string', notValues: ['string'], values: ['string']}],
};

const workloadEntry: Field = {
  address: 'string',
  labels: 'map',
  locality: 'string',
  network: 'string',
  serviceAccount: 'string',
  weight: 'integer',
};

function networkingResource(kind: string, plural: string, shortNames: readonly string[], spec: Field): Resource {
  return {
    group: networking,
    kind,
    plural,
    scope: 'Namespaced',
    shortNames,
    categories,
    versions,
    spec,
    status,
    columns: [age],
  };
}

function securityResource(kind: string, plural: string, shortNames: readonly string[], spec: Field): Resource {
  return {
    group: 'security.istio.io',
    kind,
    plural,
    scope: 'Namespaced',
    shortNames,
    categories: ['istio-io', 'security-istio-io'],
    versions: ['v1beta1', 'v1'],
    spec,
    status,
    columns: [age],
  };
}

/** The networking, security, telemetry, extensions and install groups of istio.io. */
export const istioResources: readonly Resource[] = [
  {
    ...networkingResource('Gateway', 'gateways', ['gw'], {
      selector: 'map',
      servers: [
        {
          bind: 'string',
          defaultEndpoint: 'string',
          'hosts!': ['string'],
          name: 'string',
          'port!': port,
          tls: serverTls,
        },
      ],
    }),
    columns: [age],
  },
  {
    ...networkingResource('VirtualService', 'virtualservices', ['vs'], {
      exportTo: ['string'],
      gateways: ['string'],
      hosts: ['string'],
      http: [httpRoute],
      tcp: [
        {
          match: [{destinationSubnets: ['string'], gateways: ['string'], port: 'integer', sourceLabels: 'map'}],
          route: [{'destination!': destination, weight: 'integer'}],
        },
      ],
      tls: [
        {
          'match!': [{gateways: ['string'], port: 'integer', 'sniHosts!': ['string']}],
          route: [{'destination!': destination, weight: 'integer'}],
        },
      ],
    }),
    columns: [['Gateways', 'string', '.spec.gateways'], ['Hosts', 'string', '.spec.hosts'], age],
  },
  networkingResource('DestinationRule', 'destinationrules', ['dr'], {
    exportTo: ['string'],
    'host!': 'string',
    subsets: [{labels: 'map', 'name!': 'string', trafficPolicy}],
    trafficPolicy,
    workloadSelector: {matchLabels: 'map'},
  }),
  networkingResource('ServiceEntry', 'serviceentries', ['se'], {
    addresses: ['string'],
    endpoints: [workloadEntry],
    exportTo: ['string'],
    'hosts!': ['string'],
    location: 'MESH_EXTERNAL|MESH_INTERNAL',
    ports: [port],
    resolution: 'NONE|STATIC|DNS|DNS_ROUND_ROBIN',
    subjectAltNames: ['string'],
    workloadSelector,
  }),
  networkingResource('Sidecar', 'sidecars', [], {
    egress: [{bind: 'string', captureMode: 'string', 'hosts!': ['string'], port}],
    ingress: [{bind: 'string', captureMode: 'string', defaultEndpoint: 'string', port}],
    outboundTrafficPolicy: {mode: 'REGISTRY_ONLY|ALLOW_ANY'},
    workloadSelector,
  }),
  networkingResource('EnvoyFilter', 'envoyfilters', [], {
    configPatches: [{applyTo: 'string', match: 'open', patch: 'open'}],
    priority: 'integer',
    workloadSelector,
  }),
  networkingResource('WorkloadEntry', 'workloadentries', ['we'], workloadEntry),
  networkingResource('WorkloadGroup', 'workloadgroups', ['wg'], {
    metadata: {annotations: 'map', labels: 'map'},
    probe: 'open',
    'template!': workloadEntry,
  }),
  {
    ...networkingResource('ProxyConfig', 'proxyconfigs', [], {
      concurrency: 'integer',
      environmentVariables: 'map',
      image: {imageType: 'string'},
      selector: {matchLabels: 'map'},
    }),
    versions: ['v1beta1'],
  },
  securityResource('AuthorizationPolicy', 'authorizationpolicies', ['ap'], {
    action: 'ALLOW|DENY|AUDIT|CUSTOM',
    provider: {name: 'string'},
    rules: [rule],
    selector: {matchLabels: 'map'},
  }),
  {
    ...securityResource('PeerAuthentication', 'peerauthentications', ['pa'], {
      mtls: {mode: 'UNSET|DISABLE|PERMISSIVE|STRICT'},
      portLevelMtls: 'open',
      selector: {matchLabels: 'map'},
    }),
    versions: ['v1beta1'],
  },
  securityResource('RequestAuthentication', 'requestauthentications', ['ra'], {
    jwtRules: [
      {
        audiences: ['string'],
        forwardOriginalToken: 'boolean',
        fromHeaders: [{'name!': 'string', prefix: 'string'}],
        fromParams: ['string'],
        'issuer!': 'string',
        jwks: 'string',
        jwksUri: 'string',
        outputPayloadToHeader: 'string',
      },
    ],
    selector: {matchLabels: 'map'},
  }),
  {
    group: 'telemetry.istio.io',
    kind: 'Telemetry',
    plural: 'telemetries',
    scope: 'Namespaced',
    shortNames: ['telemetry'],
    categories: ['istio-io', 'telemetry-istio-io'],
    versions: ['v1alpha1'],
    spec: {accessLogging: ['open'], metrics: ['open'], selector: {matchLabels: 'map'}, tracing: ['open']},
    status,
    columns: [age],
  },
  {
    group: 'extensions.istio.io',
    kind: 'WasmPlugin',
    plural: 'wasmplugins',
    scope: 'Namespaced',
    categories: ['istio-io', 'extensions-istio-io'],
    versions: ['v1alpha1'],
    spec: {
      imagePullPolicy: 'UNSPECIFIED_POLICY|IfNotPresent|Always',
      imagePullSecret: 'string',
      phase: 'UNSPECIFIED_PHASE|AUTHN|AUTHZ|STATS',
      pluginConfig: 'open',
      pluginName: 'string',
      priority: 'integer',
      selector: {matchLabels: 'map'},
      'url!': 'string',
    },
    status,
    columns: [age],
  },
  {
    group: 'install.istio.io',
    kind: 'IstioOperator',
    plural: 'istiooperators',
    scope: 'Namespaced',
    shortNames: ['iop', 'io'],
    versions: ['v1alpha1'],
    spec: 'open',
    status: 'open',
    columns: [['Revision', 'string', '.spec.revision'], ['Status', 'string', '.status.status'], age],
  },
];
