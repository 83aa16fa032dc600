import {deployment, openDefinition} from './test-objects.js';

const namespaceOf = (name: string, labels = {}) => ({
  path: '/api/v1/namespaces',
  body: {apiVersion: 'v1', kind: 'Namespace', metadata: {name, labels}},
});
const service = (namespace: string, name: string, app: string, ports: object[], over = {}) => ({
  path: `/api/v1/namespaces/${namespace}/services`,
  body: {apiVersion: 'v1', kind: 'Service', metadata: {name}, spec: {selector: {app}, ports, ...over}},
});
const workload = (namespace: string, name: string, image: string, over: Parameters<typeof deployment>[2] = {}) => ({
  path: `/apis/apps/v1/namespaces/${namespace}/deployments`,
  body: deployment(name, image, {namespace, ...over}),
});
const definition = (...parts: Parameters<typeof openDefinition>) => ({
  path: '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
  body: openDefinition(...parts),
});
const webhookRules = [
  {apiGroups: ['cert-manager.io'], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['*/*']},
];

/** cert-manager: its kinds, its three workloads and its webhook. */
export const certManager = [
  namespaceOf('certs'),
  definition('cert-manager.io', 'v1', 'certificates', 'Certificate'),
  definition('cert-manager.io', 'v1', 'certificaterequests', 'CertificateRequest'),
  definition('cert-manager.io', 'v1', 'issuers', 'Issuer'),
  definition('cert-manager.io', 'v1', 'clusterissuers', 'ClusterIssuer', 'Cluster'),
  definition('acme.cert-manager.io', 'v1', 'orders', 'Order'),
  definition('acme.cert-manager.io', 'v1', 'challenges', 'Challenge'),
  workload('certs', 'cert-manager', 'quay.io/jetstack/cert-manager-controller:v1.13.2'),
  workload('certs', 'cert-manager-cainjector', 'quay.io/jetstack/cert-manager-cainjector:v1.13.2'),
  workload('certs', 'cert-manager-webhook', 'quay.io/jetstack/cert-manager-webhook:v1.13.2', {
    container: {
      ports: [{name: 'https', containerPort: 10250}],
      readinessProbe: {httpGet: {path: '/healthz', port: 6080}},
    },
  }),
  service('certs', 'cert-manager-webhook', 'cert-manager-webhook', [{port: 443, targetPort: 'https'}]),
  {
    path: '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations',
    body: {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingWebhookConfiguration',
      metadata: {
        name: 'cert-manager-webhook',
        annotations: {'cert-manager.io/inject-ca-from-secret': 'certs/cert-manager-webhook-ca'},
      },
      webhooks: [
        {
          name: 'webhook.cert-manager.io',
          rules: webhookRules,
          admissionReviewVersions: ['v1'],
          sideEffects: 'None',
          timeoutSeconds: 10,
          failurePolicy: 'Fail',
          clientConfig: {service: {name: 'cert-manager-webhook', namespace: 'certs', path: '/validate'}},
        },
      ],
    },
  },
];

/** An issuer that proves names by the DNS of a project, as the workload identity of cert-manager. */
export const issuer = {
  path: '/apis/cert-manager.io/v1/clusterissuers',
  body: {
    apiVersion: 'cert-manager.io/v1',
    kind: 'ClusterIssuer',
    metadata: {name: 'letsencrypt'},
    spec: {
      acme: {
        server: 'https://acme-v02.api.letsencrypt.org/directory',
        email: 'a@b.example',
        privateKeySecretRef: {name: 'account'},
        solvers: [{dns01: {cloudDNS: {project: 'demo'}}}],
      },
    },
  },
};

/** A certificate for a domain and everything below it, in the gateway's namespace. */
export const certificate = (names: string[]) => ({
  path: '/apis/cert-manager.io/v1/namespaces/istio-system/certificates',
  body: {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: {name: 'wildcard'},
    spec: {
      secretName: 'wildcard-tls',
      dnsNames: names,
      privateKey: {algorithm: 'ECDSA'},
      issuerRef: {kind: 'ClusterIssuer', name: 'letsencrypt'},
    },
  },
});

/** istiod and an ingress gateway with a load balancer. */
export const istio = [
  namespaceOf('istio-system'),
  definition('networking.istio.io', 'v1beta1', 'gateways', 'Gateway'),
  definition('networking.istio.io', 'v1beta1', 'virtualservices', 'VirtualService'),
  definition('security.istio.io', 'v1beta1', 'authorizationpolicies', 'AuthorizationPolicy'),
  workload('istio-system', 'istiod', 'docker.io/istio/pilot:1.19.0', {
    container: {readinessProbe: {httpGet: {path: '/ready', port: 8080}}},
  }),
  service('istio-system', 'istiod', 'istiod', [{name: 'https-webhook', port: 443, targetPort: 15017}]),
  workload('istio-system', 'istio-ingressgateway', 'docker.io/istio/proxyv2:1.19.0', {
    labels: {istio: 'ingressgateway'},
    container: {readinessProbe: {httpGet: {path: '/healthz/ready', port: 15021}, periodSeconds: 2}},
  }),
  service(
    'istio-system',
    'istio-ingressgateway',
    'istio-ingressgateway',
    [
      {name: 'http2', port: 80, targetPort: 8080},
      {name: 'https', port: 443, targetPort: 8443},
    ],
    {type: 'LoadBalancer'},
  ),
  {
    path: '/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations',
    body: {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'MutatingWebhookConfiguration',
      metadata: {name: 'istio-sidecar-injector'},
      webhooks: [
        {
          name: 'namespace.sidecar-injector.istio.io',
          rules: [{apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods']}],
          admissionReviewVersions: ['v1'],
          sideEffects: 'None',
          failurePolicy: 'Fail',
          clientConfig: {service: {name: 'istiod', namespace: 'istio-system', path: '/inject'}},
          namespaceSelector: {matchLabels: {'istio-injection': 'enabled'}},
        },
      ],
    },
  },
];

/** A gateway for a host, with TLS from a secret and http sent to https. */
export const gateway = (host: string) => ({
  path: '/apis/networking.istio.io/v1beta1/namespaces/istio-system/gateways',
  body: {
    apiVersion: 'networking.istio.io/v1beta1',
    kind: 'Gateway',
    metadata: {name: 'main'},
    spec: {
      selector: {istio: 'ingressgateway'},
      servers: [
        {
          port: {number: 443, name: 'https', protocol: 'HTTPS'},
          hosts: [host],
          tls: {mode: 'SIMPLE', credentialName: 'wildcard-tls'},
        },
        {port: {number: 80, name: 'http', protocol: 'HTTP'}, hosts: [host], tls: {httpsRedirect: true}},
      ],
    },
  },
});

/** A route from a host's path to a Service of the default namespace. */
export const route = (name: string, host: string, prefix: string, port: number) => ({
  path: '/apis/networking.istio.io/v1beta1/namespaces/default/virtualservices',
  body: {
    apiVersion: 'networking.istio.io/v1beta1',
    kind: 'VirtualService',
    metadata: {name},
    spec: {
      hosts: [host],
      gateways: ['istio-system/main'],
      http: [{match: [{uri: {prefix}}], route: [{destination: {host: name, port: {number: port}}}]}],
    },
  },
});

export {namespaceOf, service, workload};
