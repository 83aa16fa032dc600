import type {NewKubeObject} from '../../core/kube-object.js';
import {type KubeResource, kubeResources} from '../../core/kube-resource.js';

/** An object that the operator applies. */
export interface IstioObject {
  readonly resource: KubeResource;
  readonly object: NewKubeObject;
}

/** Settings of a component as an IstioOperator gives them. */
export interface ComponentSettings {
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly object[];
  readonly affinity?: object;
  readonly resources?: object;
  readonly replicaCount?: number;
  readonly serviceAnnotations?: Readonly<Record<string, string>>;
  readonly service?: {readonly ports?: readonly object[]; readonly type?: string; readonly loadBalancerIP?: string};
}

const placement = ({nodeSelector, tolerations, affinity}: ComponentSettings) => ({
  ...(nodeSelector ? {nodeSelector} : {}),
  ...(tolerations ? {tolerations} : {}),
  ...(affinity ? {affinity} : {}),
});

/** istiod: account, Service, Deployment and both webhook configurations. */
export function createControlPlane({
  namespace,
  version,
  hub,
  pilot,
}: {
  readonly namespace: string;
  readonly version: string;
  readonly hub: string;
  readonly pilot: ComponentSettings;
}): IstioObject[] {
  const labels = {app: 'istiod', istio: 'pilot', 'istio.io/rev': 'default'};
  const service = (path: string) => ({service: {name: 'istiod', namespace, path, port: 443}});
  const webhook = (name: string, namespaceSelector: object, objectSelector: object) => ({
    name,
    clientConfig: service('/inject'),
    rules: [{operations: ['CREATE'], apiGroups: [''], apiVersions: ['v1'], resources: ['pods']}],
    failurePolicy: 'Fail',
    sideEffects: 'None',
    admissionReviewVersions: ['v1beta1', 'v1'],
    namespaceSelector,
    objectSelector,
  });
  const expression = (key: string, operator: string, values?: string[]) => ({
    key,
    operator,
    ...(values ? {values} : {}),
  });
  return [
    {resource: kubeResources.serviceAccounts, object: {metadata: {name: 'istiod', namespace, labels: {app: 'istiod'}}}},
    {
      resource: kubeResources.services,
      object: {
        metadata: {name: 'istiod', namespace, labels},
        spec: {
          selector: {app: 'istiod', istio: 'pilot'},
          ports: [
            {name: 'grpc-xds', port: 15010, protocol: 'TCP'},
            {name: 'https-dns', port: 15012, protocol: 'TCP'},
            {name: 'https-webhook', port: 443, targetPort: 15017, protocol: 'TCP'},
            {name: 'http-monitoring', port: 15014, protocol: 'TCP'},
          ],
        },
      },
    },
    {
      resource: kubeResources.deployments,
      object: {
        metadata: {name: 'istiod', namespace, labels},
        spec: {
          replicas: pilot.replicaCount ?? 1,
          selector: {matchLabels: {app: 'istiod', istio: 'pilot'}},
          strategy: {rollingUpdate: {maxSurge: '100%', maxUnavailable: '25%'}},
          template: {
            metadata: {labels: {...labels, 'sidecar.istio.io/inject': 'false'}},
            spec: {
              serviceAccountName: 'istiod',
              ...placement(pilot),
              containers: [
                {
                  name: 'discovery',
                  image: `${hub}/pilot:${version}`,
                  ports: [{containerPort: 8080}, {containerPort: 15010}, {containerPort: 15017}],
                  readinessProbe: {
                    httpGet: {path: '/ready', port: 8080},
                    initialDelaySeconds: 1,
                    periodSeconds: 3,
                    timeoutSeconds: 5,
                  },
                  resources: pilot.resources ?? {requests: {cpu: '500m', memory: '2048Mi'}},
                },
              ],
            },
          },
        },
      },
    },
    {
      resource: kubeResources.mutatingWebhooks,
      object: {
        metadata: {
          name: namespace === 'istio-system' ? 'istio-sidecar-injector' : `istio-sidecar-injector-${namespace}`,
          labels: {app: 'sidecar-injector', 'istio.io/rev': 'default'},
        },
        webhooks: [
          webhook(
            'namespace.sidecar-injector.istio.io',
            {matchExpressions: [expression('istio-injection', 'In', ['enabled'])]},
            {matchExpressions: [expression('sidecar.istio.io/inject', 'NotIn', ['false'])]},
          ),
          webhook(
            'object.sidecar-injector.istio.io',
            {
              matchExpressions: [
                expression('istio-injection', 'DoesNotExist'),
                expression('istio.io/rev', 'DoesNotExist'),
              ],
            },
            {
              matchExpressions: [
                expression('sidecar.istio.io/inject', 'In', ['true']),
                expression('istio.io/rev', 'DoesNotExist'),
              ],
            },
          ),
        ],
      },
    },
    {
      resource: kubeResources.validatingWebhooks,
      object: {
        metadata: {
          name: `istio-validator-${namespace}`,
          labels: {app: 'istiod', istio: 'istiod', 'istio.io/rev': 'default'},
        },
        webhooks: [
          {
            name: 'rev.validation.istio.io',
            clientConfig: service('/validate'),
            rules: [
              {
                operations: ['CREATE', 'UPDATE'],
                apiGroups: ['security.istio.io', 'networking.istio.io', 'telemetry.istio.io', 'extensions.istio.io'],
                apiVersions: ['*'],
                resources: ['*'],
              },
            ],
            failurePolicy: 'Ignore',
            sideEffects: 'None',
            admissionReviewVersions: ['v1beta1', 'v1'],
          },
        ],
      },
    },
  ];
}

/** An ingress gateway: account, Service of type LoadBalancer, Deployment. */
export function createGateway({
  namespace,
  name,
  version,
  hub,
  k8s,
}: {
  readonly namespace: string;
  readonly name: string;
  readonly version: string;
  readonly hub: string;
  readonly k8s: ComponentSettings;
}): IstioObject[] {
  const labels = {app: name, istio: name.replace(/^istio-/, ''), 'istio.io/rev': 'default'};
  const ports = k8s.service?.ports ?? [
    {name: 'status-port', port: 15021, targetPort: 15021, protocol: 'TCP'},
    {name: 'http2', port: 80, targetPort: 8080, protocol: 'TCP'},
    {name: 'https', port: 443, targetPort: 8443, protocol: 'TCP'},
  ];
  return [
    {resource: kubeResources.serviceAccounts, object: {metadata: {name: `${name}-service-account`, namespace, labels}}},
    {
      resource: kubeResources.services,
      object: {
        metadata: {name, namespace, labels, ...(k8s.serviceAnnotations ? {annotations: k8s.serviceAnnotations} : {})},
        spec: {
          type: k8s.service?.type ?? 'LoadBalancer',
          ...(k8s.service?.loadBalancerIP ? {loadBalancerIP: k8s.service.loadBalancerIP} : {}),
          selector: {app: labels.app, istio: labels.istio},
          ports,
        },
      },
    },
    {
      resource: kubeResources.deployments,
      object: {
        metadata: {name, namespace, labels},
        spec: {
          replicas: k8s.replicaCount ?? 1,
          selector: {matchLabels: {app: labels.app, istio: labels.istio}},
          template: {
            metadata: {labels: {...labels, 'sidecar.istio.io/inject': 'false'}},
            spec: {
              serviceAccountName: `${name}-service-account`,
              ...placement(k8s),
              containers: [
                {
                  name: 'istio-proxy',
                  image: `${hub}/proxyv2:${version}`,
                  args: ['proxy', 'router', '--domain', `${namespace}.svc.cluster.local`],
                  ports: [{containerPort: 15021}, {containerPort: 8080}, {containerPort: 8443}],
                  readinessProbe: {
                    httpGet: {path: '/healthz/ready', port: 15021},
                    initialDelaySeconds: 1,
                    periodSeconds: 2,
                    failureThreshold: 30,
                  },
                  resources: k8s.resources ?? {requests: {cpu: '100m', memory: '128Mi'}},
                },
              ],
            },
          },
        },
      },
    },
  ];
}
