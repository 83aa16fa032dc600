import type {Field, Resource} from './field.js';
import {fullPodTemplate, solverPodTemplate} from './pod-spec.data.js';

// Groups, kinds and field names of cert-manager's API: https://cert-manager.io/docs/reference/api-docs/

const secretRef: Field = {key: 'string', name: 'string!'};
const issuerRef: Field = {group: 'string', kind: 'string', name: 'string!'};
const conditions: Field = [
  {
    lastTransitionTime: 'time',
    message: 'string',
    observedGeneration: 'integer',
    reason: 'string',
    status: 'True|False|Unknown!',
    type: 'string!',
  },
];

const dns01: Field = {
  acmeDNS: {accountSecretRef: secretRef, host: 'string!'},
  akamai: {
    accessTokenSecretRef: secretRef,
    clientSecretSecretRef: secretRef,
    clientTokenSecretRef: secretRef,
    serviceConsumerDomain: 'string!',
  },
  azureDNS: {
    clientID: 'string',
    clientSecretSecretRef: secretRef,
    environment: 'AzurePublicCloud|AzureChinaCloud|AzureGermanCloud|AzureUSGovernmentCloud',
    hostedZoneName: 'string',
    managedIdentity: {clientID: 'string', resourceID: 'string'},
    resourceGroupName: 'string!',
    subscriptionID: 'string!',
    tenantID: 'string',
  },
  cloudDNS: {hostedZoneName: 'string', project: 'string!', serviceAccountSecretRef: secretRef},
  cloudflare: {apiKeySecretRef: secretRef, apiTokenSecretRef: secretRef, email: 'string'},
  cnameStrategy: 'None|Follow',
  digitalocean: {tokenSecretRef: secretRef},
  rfc2136: {nameserver: 'string!', tsigAlgorithm: 'string', tsigKeyName: 'string', tsigSecretSecretRef: secretRef},
  route53: {
    accessKeyID: 'string',
    accessKeyIDSecretRef: secretRef,
    hostedZoneID: 'string',
    region: 'string!',
    role: 'string',
    secretAccessKeySecretRef: secretRef,
  },
  webhook: {config: 'open', groupName: 'string!', solverName: 'string!'},
};

function http01(podTemplate: Field): Field {
  return {
    gatewayHTTPRoute: {
      labels: 'map',
      podTemplate,
      parentRefs: [
        {group: 'string', kind: 'string', name: 'string!', namespace: 'string', port: 'integer', sectionName: 'string'},
      ],
      serviceType: 'string',
    },
    ingress: {
      class: 'string',
      ingressClassName: 'string',
      ingressTemplate: {metadata: {annotations: 'map', labels: 'map'}},
      name: 'string',
      podTemplate,
      serviceType: 'string',
    },
  };
}

function solver(podTemplate: Field): Field {
  return {
    dns01,
    http01: http01(podTemplate),
    selector: {dnsNames: ['string'], dnsZones: ['string'], matchLabels: 'map'},
  };
}

function issuerSpec(podTemplate: Field): Field {
  return {
    acme: {
      caBundle: 'bytes',
      disableAccountKeyGeneration: 'boolean',
      email: 'string',
      enableDurationFeature: 'boolean',
      externalAccountBinding: {keyAlgorithm: 'HS256|HS384|HS512', keyID: 'string!', keySecretRef: secretRef},
      preferredChain: 'string',
      'privateKeySecretRef!': secretRef,
      server: 'string!',
      skipTLSVerify: 'boolean',
      solvers: [solver(podTemplate)],
    },
    ca: {crlDistributionPoints: ['string'], ocspServers: ['string'], secretName: 'string!'},
    selfSigned: {crlDistributionPoints: ['string']},
    vault: {
      auth: {
        appRole: {path: 'string!', roleId: 'string!', secretRef},
        kubernetes: {mountPath: 'string', role: 'string!', secretRef, serviceAccountRef: {name: 'string!'}},
        tokenSecretRef: secretRef,
      },
      caBundle: 'bytes',
      caBundleSecretRef: secretRef,
      namespace: 'string',
      path: 'string!',
      server: 'string!',
    },
    venafi: {
      cloud: {apiTokenSecretRef: secretRef, url: 'string'},
      tpp: {caBundle: 'bytes', credentialsRef: {name: 'string!'}, url: 'string!'},
      zone: 'string!',
    },
  };
}

const issuerStatus: Field = {
  acme: {lastPrivateKeyHash: 'string', lastRegisteredEmail: 'string', uri: 'string'},
  conditions,
};

const age = ['Age', 'date', '.metadata.creationTimestamp'] as const;
const ready = ['Ready', 'string', '.status.conditions[?(@.type=="Ready")].status'] as const;
const status = ['Status', 'string', '.status.conditions[?(@.type=="Ready")].message'] as const;
const categories = ['cert-manager'];

const keystore: Field = {create: 'boolean!', passwordSecretRef: secretRef};
const usages: Field = ['string'];
const acmeCategories = ['cert-manager', 'cert-manager-acme'];

/** cert-manager.io and acme.cert-manager.io. */
export const certManagerResources: readonly Resource[] = [
  {
    group: 'cert-manager.io',
    kind: 'Certificate',
    plural: 'certificates',
    scope: 'Namespaced',
    shortNames: ['cert', 'certs'],
    categories,
    versions: ['v1'],
    spec: {
      additionalOutputFormats: [{type: 'DER|CombinedPEM!'}],
      commonName: 'string',
      dnsNames: ['string'],
      duration: 'string',
      emailAddresses: ['string'],
      encodeUsagesInRequest: 'boolean',
      ipAddresses: ['string'],
      isCA: 'boolean',
      'issuerRef!': issuerRef,
      keystores: {jks: keystore, pkcs12: keystore},
      literalSubject: 'string',
      privateKey: {
        algorithm: 'RSA|ECDSA|Ed25519',
        encoding: 'PKCS1|PKCS8',
        rotationPolicy: 'Never|Always',
        size: 'integer',
      },
      renewBefore: 'string',
      revisionHistoryLimit: 'integer',
      secretName: 'string!',
      secretTemplate: {annotations: 'map', labels: 'map'},
      subject: {
        countries: ['string'],
        localities: ['string'],
        organizationalUnits: ['string'],
        organizations: ['string'],
        postalCodes: ['string'],
        provinces: ['string'],
        serialNumber: 'string',
        streetAddresses: ['string'],
      },
      uris: ['string'],
      usages,
    },
    status: {
      conditions,
      failedIssuanceAttempts: 'integer',
      lastFailureTime: 'time',
      nextPrivateKeySecretName: 'string',
      notAfter: 'time',
      notBefore: 'time',
      renewalTime: 'time',
      revision: 'integer',
    },
    columns: [
      ready,
      ['Secret', 'string', '.spec.secretName'],
      ['Issuer', 'string', '.spec.issuerRef.name'],
      status,
      age,
    ],
  },
  {
    group: 'cert-manager.io',
    kind: 'CertificateRequest',
    plural: 'certificaterequests',
    scope: 'Namespaced',
    shortNames: ['cr', 'crs'],
    categories,
    versions: ['v1'],
    spec: {
      duration: 'string',
      extra: 'open',
      groups: ['string'],
      isCA: 'boolean',
      'issuerRef!': issuerRef,
      request: 'bytes!',
      uid: 'string',
      usages,
      username: 'string',
    },
    status: {ca: 'bytes', certificate: 'bytes', conditions, failureTime: 'time'},
    columns: [
      ['Approved', 'string', '.status.conditions[?(@.type=="Approved")].status'],
      ['Denied', 'string', '.status.conditions[?(@.type=="Denied")].status'],
      ready,
      ['Issuer', 'string', '.spec.issuerRef.name'],
      ['Requestor', 'string', '.spec.username'],
      status,
      age,
    ],
  },
  {
    group: 'cert-manager.io',
    kind: 'Issuer',
    plural: 'issuers',
    scope: 'Namespaced',
    categories,
    versions: ['v1'],
    spec: issuerSpec(solverPodTemplate),
    status: issuerStatus,
    columns: [ready, status, age],
  },
  {
    group: 'cert-manager.io',
    kind: 'ClusterIssuer',
    plural: 'clusterissuers',
    scope: 'Cluster',
    categories,
    versions: ['v1'],
    spec: issuerSpec(fullPodTemplate),
    status: issuerStatus,
    columns: [ready, status, age],
  },
  {
    group: 'acme.cert-manager.io',
    kind: 'Order',
    plural: 'orders',
    scope: 'Namespaced',
    categories: acmeCategories,
    versions: ['v1'],
    spec: {
      commonName: 'string',
      dnsNames: ['string'],
      duration: 'string',
      ipAddresses: ['string'],
      'issuerRef!': issuerRef,
      request: 'bytes!',
    },
    status: {
      authorizations: [
        {
          challenges: [{token: 'string!', type: 'string!', url: 'string!'}],
          identifier: 'string',
          initialState: 'valid|ready|pending|processing|invalid|expired|errored',
          url: 'string!',
          wildcard: 'boolean',
        },
      ],
      certificate: 'bytes',
      failureTime: 'time',
      finalizeURL: 'string',
      reason: 'string',
      state: 'valid|ready|pending|processing|invalid|expired|errored',
      url: 'string',
    },
    columns: [
      ['State', 'string', '.status.state'],
      ['Issuer', 'string', '.spec.issuerRef.name'],
      ['Reason', 'string', '.status.reason'],
      age,
    ],
  },
  {
    group: 'acme.cert-manager.io',
    kind: 'Challenge',
    plural: 'challenges',
    scope: 'Namespaced',
    categories: acmeCategories,
    versions: ['v1'],
    spec: {
      authorizationURL: 'string!',
      dnsName: 'string!',
      'issuerRef!': issuerRef,
      key: 'string!',
      'solver!': solver(solverPodTemplate),
      token: 'string!',
      type: 'HTTP-01|DNS-01!',
      url: 'string!',
      wildcard: 'boolean',
    },
    status: {
      presented: 'boolean',
      processing: 'boolean',
      reason: 'string',
      state: 'valid|ready|pending|processing|invalid|expired|errored',
    },
    columns: [
      ['State', 'string', '.status.state'],
      ['Domain', 'string', '.spec.dnsName'],
      ['Reason', 'string', '.status.reason'],
      age,
    ],
  },
];
